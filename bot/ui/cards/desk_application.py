"""An application as operators see it, with what they can decide."""

from aiogram.types import InlineKeyboardButton

from bot.domain.links import Purpose
from bot.domain.technicians import UNDECIDED, Standing, Technician
from bot.ui.applications import reason_words, said_fields
from bot.ui.employment_words import employment_of
from bot.ui.for_desk import for_desk
from bot.ui.interview_presses import DeskInterviewPress
from bot.ui.interview_words import interview_lines
from bot.ui.keyboards import button, inline
from bot.ui.presses import ApplicantPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import documents, interviews, links, people, technicians

Row = list[InlineKeyboardButton | None]


@card("desk_application")
@for_desk
def desk_application_card(ask: CardRequest) -> View | None:
    """The application of the subject; what was decided stays in sight, with who decided it."""
    applicant = technicians.find(ask.connection, ask.subject_id)
    standing = technicians.standing(ask.connection, ask.subject_id)
    if applicant is None or standing is None:
        return None
    papers = documents.count_of_technician(ask.connection, applicant.id)
    text = ask.render(
        "applications/desk",
        standing=standing,
        decided_by=_decided_by(ask, standing),
        reason=reason_words(ask.texts, standing.reason),
        person=applicant.id,
        invited_by=_invited_by(ask, applicant),
        interviews=interview_lines(ask, applicant.id),
        employment=employment_of(ask, applicant),
        **said_fields(ask.texts, ask.market, applicant, papers),
    )
    return View(
        text,
        inline([_papers(ask, applicant, papers), _interview(ask, applicant), *_decisions(ask, applicant, standing)]),
    )


def _decided_by(ask: CardRequest, standing: Standing) -> str:
    operator = people.find(ask.connection, standing.decided_by) if standing.decided_by else None
    return operator.name if operator else ""


def _invited_by(ask: CardRequest, applicant: Technician) -> str:
    link = links.done_by(ask.connection, applicant.id, Purpose.APPLICANT)
    maker = people.find(ask.connection, link.maker) if link is not None else None
    return maker.name if maker else ""


def _papers(ask: CardRequest, applicant: Technician, count: int) -> Row:
    shown = ask.texts.label("Documents (%(number)s)", number=count)
    photo = ask.texts.label("Photo")
    return [
        button(shown, _press("documents", applicant)) if count else None,
        button(photo, _press("photo", applicant)) if applicant.photo else None,
    ]


def _interview(ask: CardRequest, applicant: Technician) -> Row:
    """The way to the latest one: to its result, to a note, to writing to the applicant."""
    theirs = interviews.of_applicant(ask.connection, applicant.id)
    label = ask.texts.label("Interview")
    return [button(label, DeskInterviewPress(act="show", interview_id=theirs[0].id)) if theirs else None]


def _decisions(ask: CardRequest, applicant: Technician, standing: Standing) -> list[Row]:
    if standing.status not in UNDECIDED:
        return []
    label = ask.texts.label
    return [
        [button(label("Approve"), _press("approve", applicant), style="success")],
        [
            button(label("Reject…"), _press("reject", applicant), style="danger"),
            button(label("Ask for more…"), _press("more", applicant)),
        ],
    ]


def _press(act: str, applicant: Technician) -> ApplicantPress:
    return ApplicantPress(act=act, person_id=applicant.id)
