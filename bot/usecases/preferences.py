"""A customer says once whom they like to have, and whom not; it holds from the next search on."""

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId, private_chat
from bot.domain.preferences import Preference
from bot.domain.ratings import RATED
from bot.usecases.jobs import order_of
from db import jobs, preferences
from db.outbox import Priority, show_card
from db.transaction import Transaction

PREFERENCES = "preferences"
"""The card of all that a person has set; its subject is the person."""


def prefer(tx: Transaction, job: JobId, customer: PersonId, kind: Preference) -> None:
    """Set it about the technician of a job that this customer has had."""
    row = jobs.find(tx.connection, job)
    if row is None or row.status not in RATED or order_of(tx, row).customer != customer:
        raise Refusal("job_not_yours")
    preferences.keep(tx, customer, row.technician, kind)
    open_preferences(tx, customer)


def drop_preference(tx: Transaction, technician: PersonId, customer: PersonId) -> None:
    """Everybody is equal again."""
    if not preferences.drop(tx, customer, technician):
        raise Refusal("nothing_preferred")
    show_card(tx, private_chat(customer), PREFERENCES, customer, priority=Priority.ANSWER)


def open_preferences(tx: Transaction, person: PersonId) -> None:
    """All that is set, in a new message."""
    show_card(tx, private_chat(person), PREFERENCES, person, priority=Priority.ANSWER, fresh=True)
