"""The buttons of cases: of the people whose they are, and of the operators who see to them."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.cases import Way
from bot.flows.acts import answer_at_desk, unknown_act
from bot.flows.case_talk import FROM_SIDE, begin_talk
from bot.flows.wizard import Scene
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.case_presses import CasePress, DeskCasePress
from bot.ui.texts import N_
from bot.usecases import amends, cases
from bot.usecases.composing import suggest_order

router = Router(name="cases")
Act = Callable[[Transaction, Turn, int], None]


def _saying(*, solved: bool) -> Act:
    return lambda tx, turn, case: cases.say_whether_solved(tx, case, turn.sender.id, solved=solved)


def _writing(way: str) -> Act:
    return lambda tx, turn, case: begin_talk(Scene(tx, turn.sender), case, way)


ACTS: dict[str, tuple[Act, str]] = {
    "yes": (_saying(solved=True), N_("Thank you!")),
    "no": (_saying(solved=False), N_("We go on with it.")),
    "write": (_writing(FROM_SIDE), ""),
}
"""What people do about their own cases, and the word after it."""
DESK_ACTS: dict[str, Act] = {
    "show": lambda tx, turn, case: cases.open_for_operator(tx, case, turn.sender.id, turn.chat),
    "story": lambda tx, turn, case: cases.tell_story(tx, case, turn.sender.id, turn.chat),
    "take": lambda tx, turn, case: cases.take(tx, case, turn.sender.id),
    "compose": lambda tx, turn, case: suggest_order(tx, case, turn.sender.id),
    "close": lambda tx, turn, case: cases.ask_whether_solved(tx, case, turn.sender.id),
    "amends": lambda tx, turn, case: amends.offer_choice(tx, turn.sender.id, 0, case, turn.chat),
    **{way.value: _writing(way.value) for way in (Way.TO_PERSON, Way.TO_OTHER, Way.NOTE)},
}
"""What operators do about any case."""


@router.callback_query(CasePress.filter())
async def case_pressed(query: CallbackQuery, callback_data: CasePress, turn: Turn) -> None:
    """A button under the person's own card of a case, or under what an operator wrote to them."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn, callback_data.case_id))
    await answer(query, turn.sender.language, words)


@router.callback_query(DeskCasePress.filter())
async def desk_case_pressed(query: CallbackQuery, callback_data: DeskCasePress, turn: Turn) -> None:
    """A button under the operators' card of a case."""
    act = DESK_ACTS.get(callback_data.act, unknown_act)
    await turn.decide(lambda tx: act(tx, turn, callback_data.case_id))
    await answer_at_desk(query, turn, asks=callback_data.act in set(Way))
