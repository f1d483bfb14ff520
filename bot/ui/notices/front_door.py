"""What people see who come in: the question for consent, the menu, help, the languages."""

from typing import Any

from aiogram.types import InlineKeyboardButton

from bot.domain.languages import OWN_NAMES, Language
from bot.domain.names import first_name
from bot.domain.people import Role
from bot.domain.technicians import TechnicianStatus
from bot.ui.desk_help import command_lines
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.partner_presses import TeamPress
from bot.ui.presses import ConsentPress, DeskPress, LanguagePress, MenuPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.technician_menu import technician_menu_rows
from bot.ui.texts import N_
from bot.ui.view import View
from db import companies, conversations, credit, partners, people, service_book, staff, technicians

IN_THE_MIDDLE = {
    "ordering": N_("You were in the middle of a new order."),
    "registration": N_("You were in the middle of your application."),
}
"""Wizard → what the menu says about it."""


@notice("start/consent")
def consent_notice(ask: NoticeRequest) -> View | None:
    """What is kept, why, who sees it; one button to agree."""
    return _asking_consent(ask, "start/consent", str(ask.fields.get("wanted", "menu")), name=_name(ask))


@notice("refusals/consent_needed")
def consent_needed_notice(ask: NoticeRequest) -> View | None:
    """The same question for whoever came by a side door."""
    return _asking_consent(ask, "refusals/consent_needed", "menu")


@notice("start/privacy")
def privacy_notice(ask: NoticeRequest) -> View | None:
    """The rules in full, and a human who knows more."""
    label = ask.texts.label
    own = [_entry(label("My data as a file"), "mydata"), _entry(label("Erase it"), "forget")]
    return View(ask.render("start/privacy"), inline([own, [_entry(label("Ask an operator"), "question")]]))


@notice("start/language")
def language_notice(ask: NoticeRequest) -> View | None:
    """Every language under its own name."""
    choices = [button(OWN_NAMES[language], LanguagePress(language=language)) for language in Language]
    return View(ask.render("start/language"), inline(in_rows(choices, 2)))


@notice("menu/menu")
def menu_notice(ask: NoticeRequest) -> View | None:
    """All ways in, and back to what was begun."""
    conversation = conversations.find(ask.connection, ask.chat_id)
    middle = IN_THE_MIDDLE.get(conversation.flow, N_("You were in the middle of something.")) if conversation else ""
    said = ask.texts.label(middle) if middle else ""
    text = ask.render("menu/menu", name=_name(ask), middle=said, credit=credit.balance(ask.connection, ask.chat_id))
    return View(text, inline([*([_continue(ask)] if conversation else []), *_menu_rows(ask)]))


@notice("help/help")
def help_notice(ask: NoticeRequest) -> View | None:
    """What this person can do here, and how to reach a human."""
    technician = technicians.find(ask.connection, ask.chat_id)
    text = ask.render(
        "help/help",
        is_technician=technician is not None and technician.status is TechnicianStatus.APPROVED,
        lines=command_lines(ask, ask.chat_id),
        is_dispatcher=partners.of_dispatcher(ask.connection, ask.chat_id) is not None,
    )
    label = ask.texts.label
    human = [_entry(label("Ask an operator"), "question"), _entry(label("Something is wrong"), "complaint")]
    rows = [human, [_entry(label("Menu"), "menu")]]
    return View(text, inline(rows))


def _asking_consent(ask: NoticeRequest, template: str, wanted: str, **fields: Any) -> View:
    label = ask.texts.label
    agree = button(label("I agree"), ConsentPress(wanted=wanted), style="success")
    more = _entry(label("Read more"), "privacy")
    language = _entry(label("Language"), "language")
    return View(ask.render(template, **fields), inline([[agree], [more, language]]))


def _menu_rows(ask: NoticeRequest) -> list[list[InlineKeyboardButton]]:
    label = ask.texts.label
    technician = technicians.find(ask.connection, ask.chat_id)
    return [
        [button(label("New order"), MenuPress(act="order"), style="primary")],
        [_entry(label("My orders"), "orders"), *_book(ask)],
        _company(ask),
        *technician_menu_rows(ask.texts, technician),
        *_team(ask),
        *_staff_rows(ask, staff.role_of(ask.connection, ask.chat_id)),
        [_entry(label("Help"), "help"), _entry(label("Language"), "language")],
    ]


def _staff_rows(ask: NoticeRequest, role: Role | None) -> list[list[InlineKeyboardButton]]:
    if role is None:
        return []
    label = ask.texts.label
    entries = {"orders": label("Open orders"), "applicants": label("Applicants"), "stats": label("Figures")}
    return [[button(words, DeskPress(act=act)) for act, words in entries.items()]]


def _book(ask: NoticeRequest) -> list[InlineKeyboardButton]:
    """The service book, as soon as there is anything in it."""
    written = service_book.books_of(ask.connection, ask.chat_id)
    return [_entry(ask.texts.label("Service book"), "book")] if written else []


def _team(ask: NoticeRequest) -> list[list[InlineKeyboardButton]]:
    """The way to their people, for whoever sends those of a partner."""
    sends = partners.of_dispatcher(ask.connection, ask.chat_id) is not None
    return [[button(ask.texts.label("My people"), TeamPress(act="team"))]] if sends else []


def _company(ask: NoticeRequest) -> list[InlineKeyboardButton]:
    """The company's account, for its members."""
    own = companies.of_person(ask.connection, ask.chat_id)
    return [_entry(ask.texts.label("Company account"), "company")] if own else []


def _continue(ask: NoticeRequest) -> list[InlineKeyboardButton]:
    return [button(ask.texts.label("Continue"), MenuPress(act="continue"), style="success")]


def _entry(label: str, act: str) -> InlineKeyboardButton:
    return button(label, MenuPress(act=act))


def _name(ask: NoticeRequest) -> str:
    person = people.find(ask.connection, ask.chat_id)
    return first_name(person.name) if person else ""
