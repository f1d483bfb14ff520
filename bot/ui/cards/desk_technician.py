"""A technician as operators see them, with what can be done about their standing."""

from collections.abc import Sequence
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.ratings import average_stars
from bot.domain.technicians import Technician, TechnicianStatus
from bot.ui.applications import language_words, reason_words, skill_words
from bot.ui.broken_words import broken_words
from bot.ui.desk_names import person_or_id
from bot.ui.desk_words import JOB_STATUSES, TECHNICIAN_STATUSES, act_words
from bot.ui.document_words import document_lines, missing_names
from bot.ui.employment_words import employment_of
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.levels import level_name
from bot.ui.presses import StaffTechnicianPress
from bot.ui.record_words import progress_lines
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import audit, credentials, jobs, offers, people, reviews, technicians

MOST_ACTS = 5
Row = Sequence[InlineKeyboardButton | None]


@card("desk_technician")
@for_desk
def desk_technician_card(ask: CardRequest) -> View | None:
    """The technician of the subject."""
    technician = technicians.find(ask.connection, ask.subject_id)
    person = people.find(ask.connection, ask.subject_id)
    standing = technicians.standing(ask.connection, ask.subject_id)
    if technician is None or person is None or standing is None:
        return None
    text = ask.render(
        "desk/technician",
        technician=technician,
        person=person,
        status=ask.texts.label(TECHNICIAN_STATUSES[technician.status]),
        reason=reason_words(ask.texts, standing.reason),
        **_named(ask, technician),
        stars=_stars(ask, technician),
        running=_running(ask, technician),
        open_offers=len(offers.open_of_technician(ask.connection, technician.id)),
        acts=_acts(ask, technician),
        broken=broken_words(ask, technician.id),
        progress=progress_lines(ask, technician),
        missing=missing_names(document_lines(ask, technician)),
    )
    return View(text, inline(_rows(ask, technician, is_banned=person.is_banned)))


def _named(ask: CardRequest, technician: Technician) -> dict[str, str]:
    """What they are, in the reader's words."""
    return {
        "level": level_name(ask.texts, technician.level),
        "employment": employment_of(ask, technician),
        "skills": skill_words(ask.texts, ask.market, technician.skills),
        "languages": language_words(ask.texts, technician.languages),
    }


def _stars(ask: CardRequest, technician: Technician) -> float | None:
    count = technician.stars_count
    return average_stars(technician.stars_sum, count, ask.market.ratings) if count else None


def _running(ask: CardRequest, technician: Technician) -> list[tuple[int, str]]:
    running = jobs.running_of_technician(ask.connection, technician.id)
    return [(job.order, ask.texts.label(JOB_STATUSES[job.status])) for job in running]


def _acts(ask: CardRequest, technician: Technician) -> list[dict[str, Any]]:
    """The latest acts of the staff about this person, from the audit log."""
    return [
        {
            "at": row.at,
            "what": act_words(ask.texts, row.act),
            "who": person_or_id(ask.connection, row.actor_id),
            "reason": reason_words(ask.texts, row.details.get("reason")),
        }
        for row in audit.about(ask.connection, f"person:{technician.id}", MOST_ACTS)
    ]


def _rows(ask: CardRequest, technician: Technician, *, is_banned: bool) -> list[Row]:
    label = ask.texts.label
    standing = {
        TechnicianStatus.APPROVED: ("suspend", label("Suspend…")),
        TechnicianStatus.SUSPENDED: ("reinstate", label("Reinstate")),
    }.get(technician.status)
    ban = ("unban", label("Unban")) if is_banned else ("ban", label("Ban…"))
    shown = ("documents", label("Documents")) if credentials.of_technician(ask.connection, technician.id) else None
    acts = [act for act in (standing, ban, ("skills", label("Skills")), shown) if act]
    belongs = ("employment", label("Employment"))
    said = ("reviews", label("Comments")) if reviews.of_technician(ask.connection, technician.id, 1) else None
    return [
        [button(words, StaffTechnicianPress(act=act, person_id=technician.id)) for act, words in row]
        for row in (acts, [act for act in (belongs, said) if act])
    ]
