"""Operators decide about applications; the use cases check their role on every press."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.technicians import RejectReason, WantedMore
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import ApplicantPress, ApplicantReasonPress
from bot.ui.texts import N_
from bot.usecases import applications

router = Router(name="applications")

Act = Callable[[Transaction, Turn, PersonId], None]
ACTS: dict[str, tuple[Act, str]] = {
    "approve": (lambda tx, turn, who: applications.approve(tx, who, turn.sender.id), N_("Approved.")),
    "reject": (lambda tx, turn, who: applications.ask_why(tx, who, turn.sender.id, turn.chat, "desk_reject"), ""),
    "more": (lambda tx, turn, who: applications.ask_why(tx, who, turn.sender.id, turn.chat, "desk_more"), ""),
    "documents": (
        lambda tx, turn, who: applications.show_papers(tx, who, turn.sender.id, turn.chat, "applications/documents"),
        "",
    ),
    "photo": (
        lambda tx, turn, who: applications.show_papers(tx, who, turn.sender.id, turn.chat, "applications/photo"),
        "",
    ),
}
"""What a press is called → what happens, and the word after it."""
REASONED: dict[str, tuple[Callable[..., None], frozenset[str], str]] = {
    "reject": (applications.reject, frozenset(RejectReason), N_("Rejected.")),
    "more": (applications.ask_for_more, frozenset(WantedMore), N_("The applicant is asked.")),
}
"""What a ready reason is for → the use case, the reasons that there are, and the word after it."""


@router.callback_query(ApplicantPress.filter())
async def pressed(query: CallbackQuery, callback_data: ApplicantPress, turn: Turn) -> None:
    """A button of an application."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, turn, PersonId(callback_data.person_id)))
    await answer(query, turn.sender.language, words)


@router.callback_query(ApplicantReasonPress.filter())
async def reason_pressed(query: CallbackQuery, callback_data: ApplicantReasonPress, turn: Turn) -> None:
    """One of the ready reasons."""
    applicant, reason = PersonId(callback_data.person_id), callback_data.reason
    decide, reasons, words = REASONED.get(callback_data.act, (unknown_act, frozenset(), ""))
    if reason not in reasons:
        raise Refusal("application_unknown")
    await turn.decide(lambda tx: decide(tx, applicant, turn.sender.id, reason))
    await answer(query, turn.sender.language, words)
