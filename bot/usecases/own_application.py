"""An applicant withdraws the application that waits: not without being asked, and not once it is decided."""

from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.technicians import UNDECIDED, TechnicianStatus
from bot.usecases.applications import show_application
from bot.usecases.interview_changes import release_applicant
from db import technicians
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction


def ask_withdraw(tx: Transaction, applicant: PersonId) -> None:
    """Sure?"""
    check_waits(tx, applicant)
    notify(tx, private_chat(applicant), "applications/ask_withdraw", priority=Priority.ANSWER)


def check_waits(tx: Transaction, applicant: PersonId) -> None:
    """A Refusal for whoever has no application that waits (any more): it says how it stands."""
    standing = technicians.standing(tx.connection, applicant)
    if standing is None:
        raise Refusal("application_unknown")
    if standing.status not in UNDECIDED:
        raise Refusal("application_not_waiting", status=standing.status.value)


def withdraw(tx: Transaction, applicant: PersonId) -> None:
    """Nobody has to decide any more, and a chosen interview is somebody else's to choose.

    What they have shown goes as with a rejection, after the same days; until then a new application may use it.
    """
    ended: dict[str, Any] = {"decided_by": None, "decided_at": tx.now}
    if not technicians.move(tx, applicant, TechnicianStatus.WITHDRAWN, expected=UNDECIDED, **ended):
        check_waits(tx, applicant)
        raise Refusal("application_unknown")
    release_applicant(tx, applicant)
    show_application(tx, applicant)
    show_card(tx, private_chat(applicant), "application", applicant, priority=Priority.ANSWER, fresh=True)
