"""When things break: what people answer about their number, and what operators do about outages and duty."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import PersonId
from bot.domain.people import Person
from bot.flows.acts import answer_at_desk, unknown_act
from bot.flows.duty_number import ask_for_own_contact
from bot.flows.wizard import Scene
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.outage_presses import CallNumberPress, DutyPress, OutagePress
from bot.ui.texts import N_
from bot.usecases.call_number import set_may_be_called
from bot.usecases.on_duty import go_off_duty, go_on_duty
from bot.usecases.outages import begin_outage, drop_outage, end_outage

router = Router(name="outages")

ANSWERS: dict[str, tuple[Callable[[Transaction, PersonId], None], str]] = {
    "yes": (lambda tx, person: set_may_be_called(tx, person, may=True), N_("Saved.")),
    "no": (lambda tx, person: set_may_be_called(tx, person, may=False), N_("Saved.")),
}
DUTIES: dict[str, tuple[Callable[[Transaction, Person], None], str]] = {
    "on": (lambda tx, person: go_on_duty(tx, person.id, person.id), N_("You are on duty.")),
    "off": (lambda tx, person: go_off_duty(tx, person.id, person.id), N_("You are off duty.")),
    "contact": (lambda tx, person: ask_for_own_contact(Scene(tx, person)), ""),
}
ACTS: dict[str, tuple[Callable[[Transaction, int, PersonId], None], str]] = {
    "begin": (begin_outage, N_("People are being told.")),
    "drop": (drop_outage, N_("Nobody was told.")),
    "end": (end_outage, N_("It is over; the numbers go out of the chats.")),
}
"""What a press is called → what happens, and the word after it."""


@router.callback_query(CallNumberPress.filter())
async def call_number_pressed(query: CallbackQuery, callback_data: CallNumberPress, turn: Turn) -> None:
    """May the other side of a job call me?"""
    act, words = ANSWERS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn.sender.id))
    await answer(query, turn.sender.language, words)


@router.callback_query(DutyPress.filter())
async def duty_pressed(query: CallbackQuery, callback_data: DutyPress, turn: Turn) -> None:
    """Whoever presses is on duty, or no longer."""
    act, words = DUTIES.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn.sender))
    if words:
        await answer(query, turn.sender.language, words)
    else:
        await answer_at_desk(query, turn, asks=True)


@router.callback_query(OutagePress.filter())
async def outage_pressed(query: CallbackQuery, callback_data: OutagePress, turn: Turn) -> None:
    """It is meant, it is not, or it is over."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, callback_data.outage_id, turn.sender.id))
    await answer(query, turn.sender.language, words)
