"""The buttons of the job card, and those of the customer about a job. Whoever presses is checked by the use case."""

from collections.abc import Callable
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.extras import ExtraId
from bot.domain.ids import JobId, PersonId
from bot.domain.punctuality import MINUTES_MORE
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import ExtraAnswerPress, HandBackPress, JobPress
from bot.ui.texts import N_
from bot.usecases.absence import customer_absent
from bot.usecases.extras import answer_extra, withdraw_extra
from bot.usecases.finishing import finish
from bot.usecases.handing_back import hand_back
from bot.usecases.handing_over import show_report
from bot.usecases.job_details import ask_why_back, show_attachments, show_place
from bot.usecases.job_photos import show_photos
from bot.usecases.jobs import arrive, set_out
from bot.usecases.punctuality import ask_for_more_time, look_for_another, promise_arrival
from bot.usecases.start_code import call_operator, start_for
from bot.usecases.whereabouts import tell_whereabouts

router = Router(name="jobs")

Act = Callable[[Transaction, JobId, PersonId], None]
ACTS: dict[str, tuple[Act, str]] = {
    "set_out": (set_out, N_("Have a safe trip.")),
    "arrive": (arrive, N_("The customer knows that you are there.")),
    "finish": (finish, N_("Done. Thank you!")),
    "absent": (customer_absent, N_("Sorry about that. Operators look into it.")),
    "call_operator": (call_operator, N_("Operators are told.")),
    "start_for": (start_for, N_("The work may begin.")),
    "withdraw_extra": (withdraw_extra, N_("Taken back.")),
    "more_time": (ask_for_more_time, N_("Good, a little later.")),
    **{f"in_{m}": (partial(promise_arrival, minutes=m), N_("The customer knows.")) for m in MINUTES_MORE},
    "another": (look_for_another, N_("We look for somebody else.")),
    "hand_back": (ask_why_back, ""),
    "place": (show_place, ""),
    "attachments": (show_attachments, ""),
    "photos": (show_photos, ""),
    "report": (show_report, ""),
    "where": (tell_whereabouts, ""),
}
"""What a press is called → the use case, and the word after it."""
EXTRA_WORDS = {True: N_("Agreed."), False: N_("Refused.")}
"""The word after the customer's answer to extra work."""


@router.callback_query(JobPress.filter())
async def job_pressed(query: CallbackQuery, callback_data: JobPress, turn: Turn) -> None:
    """A step, or a look at something."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, JobId(callback_data.job_id), turn.sender.id))
    await answer(query, turn.sender.language, words)


@router.callback_query(HandBackPress.filter())
async def hand_back_pressed(query: CallbackQuery, callback_data: HandBackPress, turn: Turn) -> None:
    """The reason was tapped: the job goes back."""
    job, reason = JobId(callback_data.job_id), callback_data.reason
    await turn.decide(lambda tx: hand_back(tx, job, turn.sender.id, reason))
    await answer(query, turn.sender.language, "Handed back.")


@router.callback_query(ExtraAnswerPress.filter())
async def extra_answered(query: CallbackQuery, callback_data: ExtraAnswerPress, turn: Turn) -> None:
    """The customer agrees to extra work, or does not."""
    extra, approved = ExtraId(callback_data.extra_id), callback_data.approved
    await turn.decide(lambda tx: answer_extra(tx, extra, turn.sender.id, approved))
    await answer(query, turn.sender.language, EXTRA_WORDS[approved])
