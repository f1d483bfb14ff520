"""The chat between customer and technician through the bot: both accounts stay hidden."""

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId
from bot.domain.relay import KINDS, Utterance, may_talk
from bot.usecases.jobs import order_of
from db import jobs, relay
from db.outbox import notify
from db.transaction import Transaction


def relay_message(tx: Transaction, job: JobId, author: PersonId, said: Utterance) -> None:
    """Pass a message on to the other one of the two, if they may still talk."""
    if not can_talk(tx, job, author):
        raise Refusal("relay_over")
    if said.kind not in KINDS:
        raise ValueError(f"a {said.kind!r} cannot be passed on")
    message = relay.add(tx, job, author, said)
    notify(tx, other_side(tx, job, author), "relay/message", {"message": message, "job": job})


def can_talk(tx: Transaction, job: JobId, person: PersonId) -> bool:
    """Whether the two may (still) write to each other; refused to anybody but those two."""
    other_side(tx, job, person)
    row = jobs.find(tx.connection, job)
    assert row is not None
    return may_talk(row, order_of(tx, row), tx.now)


def other_side(tx: Transaction, job: JobId, person: PersonId) -> PersonId:
    """Who is at the other end."""
    row = jobs.find(tx.connection, job)
    if row is not None:
        customer = order_of(tx, row).customer
        if person in {customer, row.technician}:
            return row.technician if person == customer else customer
    raise Refusal("job_not_yours")
