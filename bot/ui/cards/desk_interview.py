"""An interview as its operator sees it: when, with whom, what is known of them, and what to note about it."""

from aiogram.types import InlineKeyboardButton

from bot.domain.interviews import INTERVIEW_MAY_BECOME, RESULTS, Interview, InterviewStatus
from bot.domain.technicians import UNDECIDED, Technician
from bot.ui.applications import listed, said_fields
from bot.ui.document_words import STATUSES as DOCUMENT_STATUSES
from bot.ui.document_words import document_name
from bot.ui.for_desk import for_desk
from bot.ui.interview_presses import DeskInterviewPress
from bot.ui.interview_words import STATUSES, interview_lines, operator_name
from bot.ui.keyboards import button, inline
from bot.ui.registry import CardRequest, card
from bot.ui.skill_words import skill_name
from bot.ui.texts import N_
from bot.ui.view import View
from db import credentials, documents, interviews, skills, technicians

Row = list[InlineKeyboardButton | None]
RESULT_LABELS = {
    InterviewStatus.PASSED: N_("Passed"),
    InterviewStatus.NOT_PASSED: N_("Not passed"),
    InterviewStatus.MISSED: N_("Did not come"),
}


@card("desk_interview")
@for_desk
def desk_interview_card(ask: CardRequest) -> View | None:
    """The interview of the subject, and the applicant's story; of a free time only when it is."""
    row = interviews.find(ask.connection, ask.subject_id)
    if row is None:
        return None
    applicant = technicians.find(ask.connection, row.applicant) if row.applicant is not None else None
    operator = operator_name(ask, row.decided_by or row.operator)
    about = {"row": row, "status": ask.texts.label(STATUSES[row.status]), "operator": operator}
    if applicant is None:
        return View(ask.render("interviews/desk_free", **about))
    text = ask.render("interviews/desk", **about, **_story(ask, applicant, row))
    return View(text, inline(_rows(ask, row, applicant)))


def _story(ask: CardRequest, applicant: Technician, row: Interview) -> dict[str, object]:
    """What they said, what they have shown, which skills are proved, and earlier interviews."""
    texts, market = ask.texts, ask.market
    shown = [
        (document_name(texts, market, one.kind), texts.label(DOCUMENT_STATUSES[one.status]))
        for one in credentials.of_technician(ask.connection, applicant.id)
    ]
    proved = sorted(skills.granted(ask.connection, applicant.id))
    return {
        **said_fields(texts, market, applicant, documents.count_of_technician(ask.connection, applicant.id)),
        "person": applicant.id,
        "shown": shown,
        "proved": listed(texts, [skill_name(texts, market, skill) for skill in proved]) if proved else "",
        "earlier": interview_lines(ask, applicant.id, besides=row.id),
    }


def _rows(ask: CardRequest, row: Interview, applicant: Technician) -> list[Row]:
    standing = technicians.standing(ask.connection, applicant.id)
    if standing is None or standing.status not in UNDECIDED or row.status is InterviewStatus.CALLED_OFF:
        return []
    label = ask.texts.label
    write = _button(label("Write to the applicant"), "write", row)
    if row.begins_at > ask.now:
        return [[write], [_button(label("I can’t make it"), "call_off", row)]]
    note = _button(label("Note…"), "note", row) if row.status in RESULTS else None
    return [[write, note], _results(ask, row)]


def _results(ask: CardRequest, row: Interview) -> Row:
    """What can be noted: at first any of the three, later the other two, to put a slip right."""
    possible = [result for result in RESULT_LABELS if row.status in INTERVIEW_MAY_BECOME[result]]
    return [_button(ask.texts.label(RESULT_LABELS[result]), result.value, row) for result in possible]


def _button(words: str, act: str, row: Interview) -> InlineKeyboardButton:
    return button(words, DeskInterviewPress(act=act, interview_id=row.id))
