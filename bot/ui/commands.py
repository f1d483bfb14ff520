"""The menus of commands and what the bot says about itself: by role, in every language."""

from dataclasses import dataclass

from aiogram.types import BotCommand

from bot.domain.people import Role
from bot.ui.texts import N_, Texts

Described = tuple[tuple[str, str], ...]
"""Command and what it does, in English: the words are said in the reader's language."""
PERSONAL: Described = (
    ("start", N_("Menu")),
    ("new", N_("New order")),
    ("book", N_("What was done at my places")),
    ("preferences", N_("Whom I want, notes for the door, quiet hours")),
    ("company", N_("My company’s account")),
    ("help", N_("What I can do here, and how to reach a human")),
    ("language", N_("Another language")),
    ("privacy", N_("What is kept about me")),
    ("mydata", N_("All that is kept about me, as a file")),
    ("forget", N_("Erase what is kept about me")),
    ("cancel", N_("Leave what I am in the middle of")),
)
TECHNICIANS: Described = (
    ("online", N_("Get offers")),
    ("offline", N_("No offers for now")),
    ("jobs", N_("My jobs")),
    ("nearby", N_("Open orders nearby")),
    ("workplace", N_("Radius, hours, jobs at once")),
    ("earnings", N_("What I have earned")),
    ("documents", N_("My documents")),
    ("skills", N_("My skills")),
)
DISPATCHERS: Described = (("team", N_("My people, and open orders for them")),)
OPERATORS: Described = (
    ("orders", N_("Open orders; also: today, problem, all")),
    ("order", N_("One order: /order 12")),
    ("why", N_("Why these were asked, and others not: /why 12")),
    ("assign", N_("Put a technician on an order: /assign 12 5550001")),
    ("cancel", N_("Call an order off: /cancel 12 reason")),
    ("cases", N_("What went wrong and waits for an answer; also: late, all, 12")),
    ("applicants", N_("Applications that wait")),
    ("invite", N_("A link for a new technician: /invite plumbing")),
    ("interviews", N_("When I can talk with applicants")),
    ("partner", N_("Partner companies; a new one: /partner Blue Pipe")),
    ("employment", N_("Whom a technician belongs to: /employment 5550001 staff")),
    ("technicians", N_("Technicians; also by skill or name")),
    ("technician", N_("One technician: /technician 5550001")),
    ("level", N_("How far a technician has come: /level 5550001 expert")),
    ("suspend", N_("No offers for a technician: /suspend 5550001 reason")),
    ("reinstate", N_("Offers again: /reinstate 5550001")),
    ("ban", N_("Close the market to somebody: /ban 5550001 reason")),
    ("unban", N_("Open it again: /unban 5550001")),
    ("company", N_("Open a company’s account, or let in another manager: /company ACME")),
    ("companies", N_("Company accounts: members, sites, this month; also by name")),
    ("stats", N_("The market in figures")),
    ("report", N_("Figures and charts beside those before: /report 28")),
    ("export", N_("The same as tables: /export 28")),
    ("oncall", N_("Who is on duty; also: on, off")),
    ("outage", N_("The bot fails: tell everybody how to go on; also: off")),
    ("lab", N_("What other settings would have done")),
)
ADMINS: Described = (
    ("staff", N_("Who runs the market")),
    ("appoint", N_("Give a role: /appoint 5550001 operator")),
    ("dismiss", N_("Take a role away: /dismiss 5550001")),
    ("backup", N_("Make a copy of the market now")),
    ("desk", N_("Make this group the operators’ group")),
)
NAME_LENGTH, SHORT_LENGTH, LONG_LENGTH = 64, 120, 512
"""The most that Telegram takes of the bot's name, its short description and its description."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What people read of the bot before they write to it."""

    name: str
    short_description: str
    description: str


def desk_commands(role: Role) -> Described:
    """What this role may type in the operators' chats."""
    return OPERATORS + ADMINS if role.may_act_as(Role.ADMIN) else OPERATORS


def personal_menu(
    texts: Texts, role: Role | None = None, *, is_technician: bool = False, is_dispatcher: bool = False
) -> list[BotCommand]:
    """The menu of a private chat. Of /cancel's two meanings the everyday one is shown."""
    staff = desk_commands(role) if role else ()
    own = {name for name, _ in PERSONAL}
    own_work = (*(TECHNICIANS if is_technician else ()), *(DISPATCHERS if is_dispatcher else ()))
    everything = (*PERSONAL, *own_work, *(c for c in staff if c[0] not in own))
    return _menu(texts, everything)


def group_menu(texts: Texts) -> list[BotCommand]:
    """The menu of the operators' group: what every operator may type."""
    return _menu(texts, (*OPERATORS, ("help", N_("What operators can do here"))))


def profile(texts: Texts, market_name: str, city: str) -> Profile:
    """The bot's name and descriptions."""
    fields = {"market": market_name, "city": city}
    return Profile(
        market_name[:NAME_LENGTH],
        texts.label("Technicians nearby, right here in the chat. %(city)s.", **fields)[:SHORT_LENGTH],
        texts.label(
            "%(market)s finds a technician near you: say what is broken, see the price, and follow in this chat "
            "who comes and when. Technicians find work here.",
            **fields,
        )[:LONG_LENGTH],
    )


def _menu(texts: Texts, commands: Described) -> list[BotCommand]:
    return [BotCommand(command=name, description=texts.label(words)) for name, words in commands]
