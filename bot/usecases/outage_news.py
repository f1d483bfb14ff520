"""What people are told while an outage is on: about each of their running jobs once, and true until it is over."""

from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.outages import Outage
from db import contacts, outages
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction

OUTAGE = "outage"
"""The card that tells one person of one job how to go on without the bot; its subject is the notice."""
DESK_ON_DUTY, EVERYBODY = "desk_on_duty", 0
"""The operators' card of who is on duty, and its only subject."""


def tell_running(tx: Transaction, outage: Outage, order: OrderId | None = None) -> None:
    """Tell both sides of every running job (of this order) who have not been told of it yet."""
    for job in contacts.of_running_jobs(tx.connection, order):
        for person in (job.customer.person, job.technician.person):
            notice = outages.add_notice(tx, outage.id, job.id, person)
            if notice is not None:
                show_card(tx, private_chat(person), OUTAGE, notice, fresh=True)


def keep_informed(tx: Transaction, order: OrderId) -> None:
    """The order has changed: who is new to it is told, and who has left it loses the other's number."""
    outage = outages.said(tx.connection)
    if outage is not None:
        tell_running(tx, outage, order)
        show_again_what_was_told(tx, outage, order)


def keep_true(tx: Transaction) -> None:
    """A number may be given no more, or another operator is on duty: let what was told say so."""
    outage = outages.said(tx.connection)
    if outage is not None:
        show_again_what_was_told(tx, outage)


def show_duty_again(tx: Transaction) -> None:
    """Somebody has come on duty or gone: operators see it, and so does everybody who has been told whom to call."""
    show_again(tx, DESK_ON_DUTY, EVERYBODY, priority=Priority.ANSWER)
    keep_true(tx)


def show_again_what_was_told(tx: Transaction, outage: Outage, order: OrderId | None = None) -> None:
    """Draw it as things stand, in the message in which it was told."""
    for notice in outages.notices(tx.connection, outage.id, order):
        show_card(tx, private_chat(notice.person), OUTAGE, notice.id)


def tell_over(tx: Transaction, outage: Outage) -> None:
    """Take the numbers out of the messages; whoever still has a running job hears that all is well again."""
    show_again_what_was_told(tx, outage)
    running = {job.id for job in contacts.of_running_jobs(tx.connection)}
    concerned = {notice.person for notice in outages.notices(tx.connection, outage.id) if notice.job in running}
    for person in sorted(concerned):
        notify(tx, private_chat(person), "outages/over")


def tell_slow(tx: Transaction, customer: PersonId) -> None:
    """Somebody orders in the middle of an outage: they are told plainly that things are slow."""
    outage = outages.said(tx.connection)
    if outage is not None:
        notify(tx, private_chat(customer), "outages/slow", {"reason": outage.reason}, priority=Priority.ANSWER)
