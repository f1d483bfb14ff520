"""A person's own record as a file, and the question whether to erase it."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.languages import Language
from bot.domain.money import Money
from bot.domain.offers import JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from bot.domain.people import Role
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus
from bot.ui.desk_words import JOB_STATUSES, OFFER_STATUSES, ROLES, TECHNICIAN_STATUSES
from bot.ui.keyboards import button, inline
from bot.ui.order_list import STATUS_WORDS
from bot.ui.presses import ForgetPress, MenuPress, OrderPress, TechnicianPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.service_names import service_name
from bot.ui.texts import N_
from bot.ui.view import Media, View
from db import credit, forgetting
from db.personal_rows import Rows, own_rows

MOST_BUTTONS = 8
FILE = "{market}-{day}.json"
TITLES = {
    "profile": N_("Who you are to us"),
    "role": N_("Your role in running this market"),
    "places": N_("Your saved places"),
    "orders": N_("Your orders"),
    "history": N_("What happened with your orders"),
    "application": N_("What you told us as a technician"),
    "skills": N_("Your skills"),
    "documents": N_("Documents you showed"),
    "documents_judged": N_("What became of your documents"),
    "quiz_attempts": N_("Quizzes you took"),
    "wanted_skills": N_("Skills you asked for"),
    "cautions": N_("What your record has led to"),
    "seniors_called": N_("Where you called a senior"),
    "on_duty": N_("Your number while you are on duty"),
    "sms": N_("Text messages that were meant for you"),
    "outage_notices": N_("What you were told when the bot failed"),
    "offers": N_("Jobs you were offered"),
    "jobs": N_("Your jobs and what they brought"),
    "amends": N_("What we gave you to make things right"),
    "credit_used": N_("What your credit has paid"),
    "extra_work": N_("Extra work"),
    "preferences": N_("What you set about technicians"),
    "service_book": N_("What was done at your places"),
    "handovers": N_("What was handed over"),
    "messages_written": N_("Messages you wrote"),
    "messages_received": N_("Messages written to you"),
    "replies": N_("Your replies to comments"),
    "companies": N_("Companies whose member you are or were"),
    "company_orders": N_("Orders that a company pays for"),
    "ratings_given": N_("Ratings you gave"),
    "ratings_received": N_("Ratings you got"),
    "questions": N_("What you asked the operators"),
}
"""Section → its title."""
STATUSES: dict[str, tuple[Callable[[str], Any], dict[Any, str]]] = {
    "orders": (OrderStatus, STATUS_WORDS),
    "jobs": (JobStatus, JOB_STATUSES),
    "offers": (OfferStatus, OFFER_STATUSES),
    "application": (TechnicianStatus, TECHNICIAN_STATUSES),
}
AMOUNTS = frozenset({"price", "pay", "extra", "amount", "unused", "monthly_limit"})


@notice("privacy/own_record")
def own_record_notice(ask: NoticeRequest) -> View | None:
    """All that is kept about whoever's chat it is."""
    found = own_rows(ask.connection, ask.chat_id)
    if not found:
        return None
    sections = {_title(ask, name): [_shown(ask, name, row) for row in rows] for name, rows in found.items()}
    earned = _earned(ask, found.get("jobs", []))
    record = {ask.market.name: str(ask.texts.label("What is kept about you")), **sections, **earned}
    day = ask.now.astimezone(ask.market.city.time_zone).date()
    name = FILE.format(market="".join(filter(str.isalnum, ask.market.name)) or "record", day=day.isoformat())
    return View(ask.render("privacy/own_record"), media=(Media("document", name=name, make=partial(_file, record)),))


def _file(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: Any) -> Any:
    """What JSON has no form for."""
    if isinstance(value, Point):
        return {"lat": value.lat, "lon": value.lon}
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a {type(value).__name__} in somebody's record")


def _title(ask: NoticeRequest, section: str) -> str:
    return ask.texts.label(TITLES[section]) if section in TITLES else section


def _shown(ask: NoticeRequest, section: str, row: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(ask, section, name, value) for name, value in row.items() if value not in (None, "", [], {})}


def _value(ask: NoticeRequest, section: str, name: str, value: Any) -> Any:
    """Codes as words, amounts as money, moments by the city's clocks."""
    if isinstance(value, datetime):
        return value.astimezone(ask.market.city.time_zone).isoformat(timespec="seconds")
    if name == "service":
        return service_name(ask.texts, ask.market, value)
    if name == "status" and section in STATUSES:
        kind, words = STATUSES[section]
        return ask.texts.label(words[kind(value)])
    if name == "role" and section == "role":
        return ask.texts.label(ROLES[Role(value)])
    if name in AMOUNTS:
        return ask.texts.money(Money(value, ask.market.currency))
    return value


def _earned(ask: NoticeRequest, jobs: Rows) -> dict[str, str]:
    """What all jobs that are done brought together."""
    done = [job for job in jobs if job["status"] == JobStatus.DONE.value]
    if not done:
        return {}
    amount = sum((job["pay"] or 0) + (job["extra"] or 0) for job in done)
    return {ask.texts.label("What I have earned"): ask.texts.money(Money(amount, ask.market.currency))}


@notice("privacy/forget")
def forget_notice(ask: NoticeRequest) -> View:
    """What goes and what stays, with the last question; or what must come to its end before."""
    orders = forgetting.open_orders(ask.connection, ask.chat_id)
    jobs = forgetting.running_jobs(ask.connection, ask.chat_id)
    label = ask.texts.label
    if orders or jobs:
        rows = [[_order(ask, order)] for order in orders[:MOST_BUTTONS]]
        own = [[button(label("My jobs"), TechnicianPress(act="jobs"))]] if jobs else []
        return View(ask.render("privacy/still_open", orders=len(orders), jobs=len(jobs)), inline([*rows, *own]))
    erase = button(label("Erase everything about me"), ForgetPress(act="erase"), style="danger")
    keep = button(label("Leave it as it is"), ForgetPress(act="keep"))
    file = button(label("My data as a file"), MenuPress(act="mydata"))
    return View(
        ask.render("privacy/forget", credit=credit.balance(ask.connection, ask.chat_id)),
        inline([[file], [keep], [erase]]),
    )


def _order(ask: NoticeRequest, order: int) -> InlineKeyboardButton:
    words = ask.texts.label("Order %(number)s", number=order)
    return button(words, OrderPress(act="show", order_id=order))


@notice("privacy/forgotten")
def forgotten_notice(ask: NoticeRequest) -> View:
    """The last word, in the language that is forgotten with the rest."""
    return View(replace(ask, language=Language(ask.fields["language"])).render("privacy/forgotten"))
