"""The end of a job that has a checklist: the technician answers it, the customer signs, both have the report."""

import secrets

from bot.domain.catalogue import Checklist
from bot.domain.errors import Refusal
from bot.domain.handovers import CODE_LENGTH, Handed, Handover
from bot.domain.ids import JobId, PersonId, private_chat
from bot.domain.offers import Job, JobStatus
from bot.usecases.checklists import checklist_of
from bot.usecases.desk_news import tell_desk
from bot.usecases.finishing import check_nothing_is_open, complete
from bot.usecases.jobs import moved_on, order_of, own_job
from bot.usecases.showing import show_order
from db import handovers, jobs, orders
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction

TO_SIGN, SIGNED = "to_sign", "signed"
"""The customer's cards of a signature, their subject the job: below the report, and where the keypad was."""


def check_may_hand_over(tx: Transaction, job: JobId, technician: PersonId) -> Checklist:
    """The checklist, if this technician is at work and has one to answer now."""
    row = own_job(tx, job, technician)
    if row.status is not JobStatus.IN_PROGRESS:
        raise moved_on(row)
    check_nothing_is_open(tx, row)
    checklist = checklist_of(tx, row)
    if not checklist.asks_anything:
        raise Refusal("nothing_to_check")
    return checklist


def hand_over(tx: Transaction, job: JobId, technician: PersonId, handed: Handed) -> None:
    """The job is done and answered for; the customer gets the report and is asked to sign."""
    check_may_hand_over(tx, job, technician)
    row = own_job(tx, job, technician)
    complete(tx, row)
    handovers.add(tx, job, handed)
    orders.record(tx, row.order, "handed_over", technician, {"job": job, "not_fine": handed.not_fine})
    customer = private_chat(order_of(tx, row).customer)
    notify(tx, customer, "handovers/to_sign", {"job": job})
    show_card(tx, customer, TO_SIGN, job)


def new_code() -> str:
    """Digits to sign with, once."""
    return f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}}"


def check_may_sign(tx: Transaction, job: JobId, customer: PersonId) -> Handover:
    """What waits for this customer's signature."""
    _row, handover = _own_handover(tx, job, customer)
    if handover.signed_at is not None:
        raise Refusal("signed_already")
    return handover


def sign(tx: Transaction, job: JobId, customer: PersonId, code: str) -> None:
    """The customer has tapped the code: both get the signed report."""
    check_may_sign(tx, job, customer)
    if not handovers.sign(tx, job, code):
        raise Refusal("signed_already")
    row, _handover = _own_handover(tx, job, customer)
    orders.record(tx, row.order, "signed", customer, {"job": job})
    show_order(tx, row.order)
    for view in (TO_SIGN, SIGNED):
        show_again(tx, view, job)
    for person in (customer, row.technician):
        notify(tx, private_chat(person), "handovers/report", {"job": job})


def object_to(tx: Transaction, job: JobId, customer: PersonId) -> None:
    """The customer does not sign: operators look into it. It may still be signed later."""
    check_may_sign(tx, job, customer)
    row, _handover = _own_handover(tx, job, customer)
    orders.record(tx, row.order, "not_signed", customer, {"job": job})
    tell_desk(tx, "handovers/desk_not_signed", {"job": job}, row.order)


def show_report(tx: Transaction, job: JobId, person: PersonId) -> None:
    """Send the report to one of the job's two people."""
    row = jobs.find(tx.connection, job)
    if row is None or person not in {row.technician, order_of(tx, row).customer}:
        raise Refusal("job_not_yours")
    if handovers.of_job(tx.connection, job) is None:
        raise Refusal("nothing_handed_over")
    notify(tx, private_chat(person), "handovers/report", {"job": job}, priority=Priority.ANSWER)


def _own_handover(tx: Transaction, job: JobId, customer: PersonId) -> tuple[Job, Handover]:
    row = jobs.find(tx.connection, job)
    if row is None or order_of(tx, row).customer != customer:
        raise Refusal("job_not_yours")
    handover = handovers.of_job(tx.connection, job)
    if handover is None:
        raise Refusal("nothing_handed_over")
    return row, handover
