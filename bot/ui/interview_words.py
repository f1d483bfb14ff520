"""Interviews in words: how an applicant stands, what was noted, which buttons lead on."""

from aiogram.types import InlineKeyboardButton

from bot.domain.interviews import InterviewStanding, InterviewStatus, InterviewStep
from bot.ui.document_words import document_name
from bot.ui.interview_presses import InterviewPress
from bot.ui.keyboards import button
from bot.ui.registry import CardRequest
from bot.ui.texts import N_, Texts
from db import interviews, people
from db.interview_standing import standing_of

STATUSES = {
    InterviewStatus.FREE: N_("free"),
    InterviewStatus.CHOSEN: N_("to come"),
    InterviewStatus.PASSED: N_("passed"),
    InterviewStatus.NOT_PASSED: N_("not passed"),
    InterviewStatus.MISSED: N_("did not come"),
    InterviewStatus.CALLED_OFF: N_("called off by us"),
}


def own_interview(ask: CardRequest) -> tuple[dict[str, object], list[list[InlineKeyboardButton | None]]]:
    """What `interviews/own` needs about the card's applicant, and the buttons that go with it."""
    stands = standing_of(ask.connection, ask.market, ask.subject_id, ask.now)
    missing = [document_name(ask.texts, ask.market, kind) for kind in stands.readiness.documents]
    at = stands.interview.begins_at if stands.interview else None
    fields = {"step": stands.step.value, "at": at, "missing": missing, "quiz": stands.readiness.quiz}
    return {"interview": fields}, _own_buttons(ask, stands)


def _own_buttons(ask: CardRequest, stands: InterviewStanding) -> list[list[InlineKeyboardButton | None]]:
    if stands.step is InterviewStep.MAY_CHOOSE:
        return [[choose_button(ask.texts)]]
    if stands.step is not InterviewStep.CHOSEN or stands.interview is None or stands.interview.begins_at <= ask.now:
        return []
    cancel = button(ask.texts.label("Cancel the interview"), InterviewPress(act="cancel"))
    return [[button(ask.texts.label("Another time"), InterviewPress(act="choose")), cancel]]


def choose_button(texts: Texts) -> InlineKeyboardButton:
    """The way to the times."""
    return button(texts.label("Choose a time"), InterviewPress(act="choose"), style="primary")


def interview_lines(ask: CardRequest, applicant: int, *, besides: int = 0) -> list[dict[str, object]]:
    """Every interview of an applicant as a line for operators, oldest first; `besides` is left out."""
    theirs = interviews.of_applicant(ask.connection, applicant)
    return [
        {
            "at": one.begins_at,
            "status": ask.texts.label(STATUSES[one.status]),
            "with_whom": operator_name(ask, one.decided_by or one.operator),
            "note": one.note,
        }
        for one in reversed(theirs)
        if one.id != besides
    ]


def operator_name(ask: CardRequest, operator: int) -> str:
    """What the operator is called; '' for one who is gone."""
    found = people.find(ask.connection, operator)
    return found.name if found else ""
