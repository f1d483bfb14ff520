"""A technician at work calls a senior: the first visit ends, and a new order goes on from where it stopped."""

from bot.domain.continuations import CONTINUED, SeniorReason, shared
from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OrderId, PersonId, private_chat
from bot.domain.levels import Level
from bot.domain.money import Money
from bot.domain.offers import Job, JobStatus
from bot.domain.orders import Attachment, Order, OrderDraft, OrderStatus
from bot.usecases import probation
from bot.usecases.accounts import go_on_account
from bot.usecases.credit import fit_credit, use_credit
from bot.usecases.job_details import put_away
from bot.usecases.jobs import advance, moved_on, order_of, own_job
from bot.usecases.ordering import start_code
from bot.usecases.records import plan_review
from bot.usecases.searching import start_search
from bot.usecases.showing import show_order
from db import continuations, extras, job_photos, jobs, orders
from db.outbox import show_card
from db.transaction import Transaction


def check_may_call(tx: Transaction, job: JobId, technician: PersonId) -> Level:
    """The level that is called for: one above the technician's own, of whom the market has somebody."""
    row = own_job(tx, job, technician)
    if row.status is not JobStatus.IN_PROGRESS:
        raise moved_on(row)
    if extras.open_of_job(tx.connection, job) is not None:
        raise Refusal("extra_unanswered")
    order = order_of(tx, row)
    skills = tx.market.catalogue.skills_for(order.service, order.skills)
    level = continuations.senior_level(tx.connection, technician, skills)
    if level is None:
        raise Refusal("nobody_senior")
    return level


def call_senior(tx: Transaction, job: JobId, technician: PersonId, reason: SeniorReason, words: str) -> OrderId:
    """End the first visit with its share of the price, and let the order that goes on from it look for a senior."""
    level = check_may_call(tx, job, technician)
    row = own_job(tx, job, technician)
    order = order_of(tx, row)
    first, rest = shared(row.pay, tx.market.jobs.first_visit_percent) if row.pay else (None, None)
    advance(tx, row, JobStatus.DONE, ended_at=tx.now, reason=CONTINUED, pay=first and first.amount)
    jobs.count_done(tx, technician)
    probation.count(tx, row)
    plan_review(tx, technician)
    put_away(tx, row)
    fit_credit(tx, order.id, tell=False)
    going_on = _go_on(tx, row, order, rest)
    continuations.ask_for(tx, going_on, level, order)
    continuations.add(tx, job, going_on, reason, words)
    go_on_account(tx, order.id, going_on)
    orders.record(tx, order.id, "senior_called", technician, {"job": job, "order": going_on, "reason": reason.value})
    use_credit(tx, going_on)
    start_search(tx, going_on)
    show_order(tx, order.id)
    show_card(tx, private_chat(order.customer), "order", going_on, fresh=True)
    return going_on


def _go_on(tx: Transaction, job: Job, order: Order, price: Money | None) -> OrderId:
    """The same customer, place and problem, for one senior, as soon as possible; with the photos of the first visit."""
    photos = tuple(Attachment("photo", file_id) for file_id in job_photos.of_job(tx.connection, job.id))
    draft = OrderDraft(
        service=order.service,
        description=order.description,
        attachments=order.attachments + photos,
        address=order.address,
        window=None,
        crew=1,
        phone=order.phone,
    )
    return orders.add(tx, order.customer, draft, price, OrderStatus.SEARCHING, start_code())
