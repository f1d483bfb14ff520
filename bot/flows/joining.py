"""A link that opens something once: where whoever has opened it goes on, by what it is for."""

from collections.abc import Callable

from bot.domain.links import Link, Purpose
from bot.domain.people import Person
from bot.flows import registration
from bot.turn import Transaction
from bot.usecases.companies import join_company
from bot.usecases.dispatchers import become_dispatcher
from bot.usecases.front_door import let_in, open_menu
from bot.usecases.inviting import skills_of
from bot.usecases.links import take_link, taken_link
from bot.usecases.telling import Priority, notify

JOINED = "joined"
"""The entry to which the question for consent leads back whoever has opened a link."""


def open_link(tx: Transaction, person: Person, token: str) -> None:
    """Let the person have what the link opens; whoever is new here is asked for consent first."""
    take_link(tx, token, person.id)
    if let_in(tx, person.id, JOINED):
        go_on(tx, person)


def go_on(tx: Transaction, person: Person) -> None:
    """On to what the link that the person opened last is for; the menu, when there is none any more."""
    link = taken_link(tx, person.id)
    if link is None:
        open_menu(tx, person.id)
    else:
        OPENS[link.purpose](tx, person, link)


def _apply(tx: Transaction, person: Person, link: Link) -> None:
    """The application begins, and they read whose guest they are."""
    notify(tx, person.id, "links/invited", {"link": link.id}, priority=Priority.ANSWER)
    registration.begin(tx, person, skills_of(tx, link))


def _join_company(tx: Transaction, person: Person, link: Link) -> None:
    """They are in at once, as what the link says."""
    join_company(tx, link, person.id)


OPENS: dict[Purpose, Callable[[Transaction, Person, Link], None]] = {
    Purpose.APPLICANT: _apply,
    Purpose.DISPATCHER: lambda tx, person, link: become_dispatcher(tx, person.id, link),
    Purpose.COMPANY_MANAGER: _join_company,
    Purpose.COMPANY_MEMBER: _join_company,
}
"""Purpose of a link → what happens to whoever has opened it."""
