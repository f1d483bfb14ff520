"""Showing a document: one step that takes its photos; then operators look at it."""

from dataclasses import dataclass, replace

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.flows.answers import Answer
from bot.flows.asides import begin, tell_refusal
from bot.flows.wizard import Problem, Question, Scene, Stay, Step, Wizard
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import DocumentPress
from bot.usecases import conversations
from bot.usecases.credentials import MOST_PHOTOS, check_may_show, show

DONE = "done"
router = Router(name="showing_document")


@dataclass(frozen=True, slots=True)
class DocumentDraft:
    """Which kind, and its photos so far."""

    kind: str
    photos: tuple[str, ...] = ()


@router.callback_query(DocumentPress.filter())
async def document_pressed(query: CallbackQuery, callback_data: DocumentPress, turn: Turn) -> None:
    """A kind of document, in the list of one's own."""
    await turn.decide(lambda tx: _begin(tx, turn, callback_data.kind))
    await answer(query, turn.sender.language)


def _begin(tx: Transaction, turn: Turn, kind: str) -> None:
    check_may_show(tx, turn.sender.id, kind)
    begin(SHOWING_DOCUMENT, Scene(tx, turn.sender), DocumentDraft(kind))


def ask_photos(_scene: Scene, draft: DocumentDraft) -> Question:
    """More photos?"""
    return Question("documents/photos", {"kind": draft.kind, "count": len(draft.photos)})


def got_photo(_scene: Scene, draft: DocumentDraft, given: Answer) -> DocumentDraft | Stay[DocumentDraft]:
    """One side more, until that is all."""
    if given.choice == DONE and draft.photos:
        return draft
    photo = next((a.file_id for a in given.attachments if a.kind == "photo"), None)
    if photo is None:
        raise Problem("photo_expected")
    if len(draft.photos) >= MOST_PHOTOS:
        raise Problem("photos_full", most=MOST_PHOTOS)
    return Stay(replace(draft, photos=(*draft.photos, photo)))


def send(scene: Scene, draft: DocumentDraft) -> None:
    """Put it before the operators; the question turns into the list that says so."""
    person = scene.person.id
    try:
        show(scene.tx, person, draft.kind, draft.photos)
    except Refusal as refusal:
        tell_refusal(scene, refusal)
        conversations.end(scene.tx, person)
        return
    conversations.end_as_known_card(scene.tx, person, "documents", person)


SHOWING_DOCUMENT = Wizard("showing_document", DocumentDraft, (Step("photos", ask_photos, got_photo),), send)
