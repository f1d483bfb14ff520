"""The buttons of interviews: of the applicant, and of the operators. The use cases check whoever presses."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.cases import Way
from bot.domain.interviews import RESULTS, InterviewStatus
from bot.flows.acts import answer_at_desk, unknown_act
from bot.flows.case_talk import begin_talk
from bot.flows.choosing_interview import ask_for_time
from bot.flows.noting_interview import ask_for_note, note_result
from bot.flows.wizard import Scene
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.interview_presses import DeskInterviewPress, InterviewPress
from bot.ui.texts import N_
from bot.usecases import interviews
from bot.usecases.interview_talk import case_of

router = Router(name="interviews")
ASKING = frozenset({"write", "note", *RESULTS})
"""Acts that go on with a question in the operator's private chat."""


def _write(tx: Transaction, turn: Turn, interview: int) -> None:
    case = case_of(tx, interview, turn.sender.id)
    begin_talk(Scene(tx, turn.sender), case, Way.TO_PERSON.value)


def _noting(result: InterviewStatus) -> Callable[[Transaction, Turn, int], None]:
    return lambda tx, turn, interview: note_result(Scene(tx, turn.sender), interview, result)


OWN_ACTS: dict[str, tuple[Callable[[Transaction, Turn], None], str]] = {
    "choose": (lambda tx, turn: ask_for_time(Scene(tx, turn.sender)), ""),
    "cancel": (lambda tx, turn: interviews.cancel(tx, turn.sender.id), N_("Cancelled.")),
}
"""What an applicant does, and the word after it."""
DESK_ACTS: dict[str, Callable[[Transaction, Turn, int], None]] = {
    "show": lambda tx, turn, interview: interviews.open_for_operator(tx, interview, turn.sender.id, turn.chat),
    "write": _write,
    "call_off": lambda tx, turn, interview: interviews.call_off(tx, interview, turn.sender.id),
    "note": lambda tx, turn, interview: ask_for_note(Scene(tx, turn.sender), interview),
    **{result.value: _noting(result) for result in InterviewStatus if result in RESULTS},
}
"""What operators do."""


@router.callback_query(InterviewPress.filter())
async def pressed(query: CallbackQuery, callback_data: InterviewPress, turn: Turn) -> None:
    """An applicant about their own interview."""
    act, words = OWN_ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn))
    await answer(query, turn.sender.language, words)


@router.callback_query(DeskInterviewPress.filter())
async def desk_pressed(query: CallbackQuery, callback_data: DeskInterviewPress, turn: Turn) -> None:
    """An operator about any interview."""
    act = DESK_ACTS.get(callback_data.act, unknown_act)
    await turn.decide(lambda tx: act(tx, turn, callback_data.interview_id))
    await answer_at_desk(query, turn, asks=callback_data.act in ASKING)
