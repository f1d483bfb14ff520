"""Operators and company accounts: looking at one, and letting somebody in to run it."""

from bot.domain.companies import Company
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.usecases.companies import DESK_COMPANY, open_company
from bot.usecases.staff import require_role
from db import companies
from db.outbox import Priority, show_card
from db.transaction import Transaction


def open_for_operator(tx: Transaction, company: int, operator: PersonId, chat: int) -> None:
    """Show one company as a new message."""
    found = _existing(tx, company, operator)
    show_card(tx, chat, DESK_COMPANY, found.id, priority=Priority.ANSWER, fresh=True)


def link_manager(tx: Transaction, company: int, operator: PersonId, chat: int, username: str) -> None:
    """A link that lets whoever opens it first run the account."""
    open_company(tx, _existing(tx, company, operator).name, operator, chat, username)


def _existing(tx: Transaction, company: int, operator: PersonId) -> Company:
    require_role(tx, operator)
    found = companies.find(tx.connection, company)
    if found is None:
        raise Refusal("company_unknown")
    return found
