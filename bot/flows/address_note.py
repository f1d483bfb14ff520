"""A note for whoever comes to a place. One step: a line of words; it can be deleted there as well."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.service_book import PlaceId
from bot.flows.acts import unknown_act
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Question, Scene, Step, Wizard
from bot.flows.words import words_of
from bot.turn import Transaction, Turn
from bot.ui.after_work_presses import AddressNotePress
from bot.ui.answering import answer
from bot.ui.texts import N_
from bot.usecases import conversations
from bot.usecases.address_notes import delete_note, do_without_note, keep_note, own_place

LONGEST_NOTE = 200
"""UTF-16 units: one line, read on the way up the stairs."""
router = Router(name="address_note")


@dataclass(frozen=True, slots=True)
class AddressNoteDraft:
    """Of which place, and what is to be known there."""

    place: int
    note: str = ""


@router.callback_query(AddressNotePress.filter())
async def pressed(query: CallbackQuery, callback_data: AddressNotePress, turn: Turn) -> None:
    """Write it, leave it, delete it."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn, PlaceId(callback_data.place_id)))
    await answer(query, turn.sender.language, words)


def _write(tx: Transaction, turn: Turn, place: PlaceId) -> None:
    own_place(tx, place, turn.sender.id)
    begin(ADDRESS_NOTE, Scene(tx, turn.sender), AddressNoteDraft(place))


Act = Callable[[Transaction, Turn, PlaceId], None]
ACTS: dict[str, tuple[Act, str]] = {
    "write": (_write, ""),
    "skip": (lambda tx, turn, place: do_without_note(tx, place, turn.sender.id), N_("We won’t ask again.")),
    "drop": (lambda tx, turn, place: delete_note(tx, place, turn.sender.id), N_("Deleted.")),
}
"""What a press is called → what happens, and the word after it."""


def ask_note(_scene: Scene, draft: AddressNoteDraft) -> Question:
    """What should whoever comes know?"""
    return Question("places/note", {"place": draft.place})


def got_note(_scene: Scene, draft: AddressNoteDraft, given: Answer) -> AddressNoteDraft:
    """One line, however it was typed."""
    return replace(draft, note=" ".join(words_of(given, LONGEST_NOTE).split()))


def keep(scene: Scene, draft: AddressNoteDraft) -> None:
    """Keep it with the place."""
    conversations.end(scene.tx, scene.person.id)
    try:
        keep_note(scene.tx, PlaceId(draft.place), scene.person.id, draft.note)
    except Refusal as refusal:
        tell_refusal(scene, refusal)


ADDRESS_NOTE = Wizard("address_note", AddressNoteDraft, (Step("note", ask_note, got_note),), keep)
