"""The technician's own card: online or not, where from, when, how much at once, and how the day goes."""

from datetime import datetime

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import private_chat
from bot.domain.money import Money
from bot.domain.technicians import Technician, TechnicianStatus
from bot.ui.document_words import document_lines, missing_names
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.presses import HoursPress, TechnicianPress
from bot.ui.radii import RADII_KM
from bot.ui.rated import rated_words
from bot.ui.record_words import progress_lines
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from bot.ui.weekdays import day_begins, hours_lines
from db import jobs, technicians, track_record


@card("workplace")
def workplace_card(ask: CardRequest) -> View | None:
    """The workplace of the technician whose chat this is; nothing for the suspended."""
    technician = _of_chat(ask)
    if technician is None:
        return None
    today = track_record.earned(ask.connection, technician.id, day_begins(ask.now, ask.market.city))
    text = ask.render(
        "technicians/workplace",
        technician=technician,
        hours=hours_lines(ask.texts, technician.hours),
        position_minutes=_age_minutes(technician.position_at, ask.now),
        fresh_minutes=ask.market.dispatch.position_fresh.total_seconds() / 60,
        running=len(jobs.running_of_technician(ask.connection, technician.id)),
        jobs_today=today.jobs,
        earned_today=Money(today.amount, ask.market.currency),
        progress=progress_lines(ask, technician),
        missing=missing_names(document_lines(ask, technician)),
        rated=rated_words(ask.texts, technician, ask.market.ratings),
    )
    return View(text, inline(_workplace_rows(ask, technician)))


@card("work_radius")
def work_radius_card(ask: CardRequest) -> View | None:
    """The choice of the work radius, in the workplace's message."""
    technician = _of_chat(ask)
    if technician is None:
        return None
    label = ask.texts.distance
    choices = [_choice(label(km * 1000), "radius", km, on=km == technician.radius_km) for km in RADII_KM]
    text = ask.render("technicians/work_radius", technician=technician)
    return View(text, inline([*in_rows(choices, 3), [_back(ask, "radius_back")]]))


@card("jobs_at_once")
def jobs_at_once_card(ask: CardRequest) -> View | None:
    """The choice of how many jobs at once, in the workplace's message."""
    technician = _of_chat(ask)
    if technician is None:
        return None
    digits = ask.texts.digits
    choices = [
        _choice(digits(str(most)), "max_jobs", most, on=most == technician.max_jobs)
        for most in range(1, ask.market.jobs.max_jobs_at_once + 1)
    ]
    text = ask.render("technicians/jobs_at_once", technician=technician)
    return View(text, inline([*in_rows(choices, 5), [_back(ask, "max_jobs_back")]]))


def _of_chat(ask: CardRequest) -> Technician | None:
    technician = technicians.find(ask.connection, ask.subject_id)
    if technician is None or ask.chat_id != private_chat(technician.id):
        return None
    return technician if technician.status is TechnicianStatus.APPROVED else None


def _age_minutes(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else (now - moment).total_seconds() / 60


def _workplace_rows(ask: CardRequest, technician: Technician) -> list[list[InlineKeyboardButton | None]]:
    label = ask.texts.label
    going = (
        button(label("Go offline"), TechnicianPress(act="offline"))
        if technician.online
        else button(label("Go online"), TechnicianPress(act="online"), style="success")
    )
    return [
        [going],
        [_opens(label("Work radius"), "radius_choice"), button(label("Working hours"), HoursPress())],
        [_opens(label("Jobs at once"), "max_jobs_choice"), _opens(label("My jobs"), "jobs")],
        [_opens(label("Earnings"), "earnings"), _opens(label("Rating"), "rating")],
        [_opens(label("Skills"), "skills"), _documents(ask)],
        [_calls(ask, technician)],
    ]


def _documents(ask: CardRequest) -> InlineKeyboardButton | None:
    """The way to the documents, where the market wants to see any."""
    return _opens(ask.texts.label("Documents"), "documents") if ask.market.documents.types else None


def _calls(ask: CardRequest, technician: Technician) -> InlineKeyboardButton | None:
    """The switch for being called in, where the market does that."""
    if not ask.market.calling_in.calls_a_day:
        return None
    if technician.calls_muted:
        return button(ask.texts.label("Ask me when I am needed"), TechnicianPress(act="calls", number=1))
    return button(ask.texts.label("✓ Ask me when I am needed"), TechnicianPress(act="calls", number=0))


def _opens(label: str, act: str) -> InlineKeyboardButton:
    return button(label, TechnicianPress(act=act))


def _choice(label: str, act: str, number: int, *, on: bool) -> InlineKeyboardButton:
    return button(f"✓ {label}" if on else label, TechnicianPress(act=act, number=number))


def _back(ask: CardRequest, act: str) -> InlineKeyboardButton:
    return button(ask.texts.label("Back"), TechnicianPress(act=act))
