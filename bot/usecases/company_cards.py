"""Opening what a company's people look at, each in a new message of their own chat."""

from bot.domain.companies import CompanyId, MemberId, SiteId
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.usecases.companies import COMPANIES, managed, managed_member
from bot.usecases.showing import APPROVAL, COMPANY, MEMBER
from db import companies, company_orders, sites
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction

SITE = "company_site"
"""The card of one site, its subject."""


def open_companies(tx: Transaction, person: PersonId) -> None:
    """The person's only company, or the choice among them; who is in none reads what such an account is."""
    own = companies.of_person(tx.connection, person)
    view, subject = (COMPANY, int(own[0].id)) if len(own) == 1 else (COMPANIES, int(person))
    _open(tx, person, view, subject)


def open_company_card(tx: Transaction, company: CompanyId, person: PersonId) -> None:
    """One company, for its members."""
    _check_member(tx, company, person)
    _open(tx, person, COMPANY, company)


def open_member(tx: Transaction, member: MemberId, manager: PersonId) -> None:
    """One member, for the managers."""
    managed_member(tx, member, manager)
    _open(tx, manager, MEMBER, member)


def open_site(tx: Transaction, site: SiteId, manager: PersonId) -> None:
    """One site, for the managers."""
    row = sites.find(tx.connection, site)
    if row is None:
        raise Refusal("company_not_yours")
    managed(tx, row.company, manager)
    _open(tx, manager, SITE, site)


def show_waiting(tx: Transaction, company: CompanyId, manager: PersonId) -> None:
    """Every order that waits for a yes, once more and in new messages."""
    managed(tx, company, manager)
    for order in company_orders.waiting(tx.connection, company):
        _open(tx, manager, APPROVAL, order)


def ask_leave(tx: Transaction, company: CompanyId, person: PersonId) -> None:
    """Ask whether they really want to leave: coming back takes a new link."""
    _check_member(tx, company, person)
    notify(tx, private_chat(person), "companies/ask_leave", {"company": company}, priority=Priority.ANSWER)


def _check_member(tx: Transaction, company: CompanyId, person: PersonId) -> None:
    if companies.membership(tx.connection, company, person) is None:
        raise Refusal("company_not_yours")


def _open(tx: Transaction, person: PersonId, view: str, subject: int) -> None:
    show_card(tx, private_chat(person), view, subject, priority=Priority.ANSWER, fresh=True)
