"""Extra work: the technician proposes, the customer agrees with a tap, and only then it counts."""

from bot.domain.errors import Refusal
from bot.domain.extras import Extra, ExtraId, ExtraStatus, most_extra
from bot.domain.ids import JobId, PersonId
from bot.domain.money import Money
from bot.domain.offers import ON_SITE, Job
from bot.domain.orders import Order
from bot.usecases.accounts import tell_of_extra
from bot.usecases.credit import use_credit
from bot.usecases.jobs import moved_on, order_of, own_job
from bot.usecases.showing import show_order
from db import extras, jobs, orders
from db.holding import hold_order_of_extra
from db.outbox import notify, show_card
from db.transaction import Transaction


def propose_extra(tx: Transaction, job: JobId, technician: PersonId, amount: Money, words: str) -> ExtraId:
    """Ask the customer for more money for more work; one question at a time, within the market's limit."""
    row = check_may_propose(tx, job, technician)
    check_amount(tx, row, amount)
    extra = extras.propose(tx, job, amount, words)
    if extra is None:
        raise Refusal("extra_open")
    details = {"job": job, "extra": extra, "amount": amount.amount}
    orders.record(tx, row.order, "extra_proposed", technician, details)
    show_card(tx, order_of(tx, row).customer, "extra", extra, fresh=True)
    show_order(tx, row.order)
    return extra


def check_may_propose(tx: Transaction, job: JobId, technician: PersonId) -> Job:
    """The job, if its technician is on site and no proposal waits for its answer."""
    row = own_job(tx, job, technician)
    if row.status not in ON_SITE:
        raise moved_on(row)
    if extras.open_of_job(tx.connection, job) is not None:
        raise Refusal("extra_open")
    return row


def check_amount(tx: Transaction, job: Job, amount: Money) -> None:
    """Refuse what is no amount, or more than this market lets a price grow on site."""
    percent = tx.market.jobs.max_extra_percent
    most = most_extra(job, percent)
    if amount.amount <= 0 or (most is not None and amount.amount > most.amount):
        raise Refusal("extra_over_limit", percent=percent)


def answer_extra(tx: Transaction, extra: ExtraId, customer: PersonId, approved: bool) -> None:
    """The customer's word on it; the technician hears it at once."""
    row, job, order = _known(tx, extra)
    if order.customer != customer:
        raise Refusal("job_not_yours")
    if not job.is_running:
        raise Refusal("extra_over")
    new = ExtraStatus.APPROVED if approved else ExtraStatus.REFUSED
    if not extras.settle(tx, extra, new):
        raise Refusal("extra_answered", status=row.status.value)
    if approved and not jobs.add_extra(tx, job.id, row.amount):
        raise Refusal("extra_over")
    orders.record(tx, order.id, f"extra_{new.value}", customer, {"job": job.id, "extra": extra})
    if approved:
        use_credit(tx, order.id)
        tell_of_extra(tx, order.id, extra)
    notify(tx, job.technician, "extras/answered", {"extra": extra})
    show_card(tx, customer, "extra", extra)
    show_order(tx, order.id)


def withdraw_extra(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """The technician takes the open proposal back."""
    row = own_job(tx, job, technician)
    if not withdraw_open_extra(tx, row):
        raise Refusal("extra_none")
    orders.record(tx, row.order, "extra_withdrawn", technician, {"job": job})
    show_order(tx, row.order)


def withdraw_open_extra(tx: Transaction, job: Job) -> bool:
    """Nothing waits for an answer on this job any more; False when nothing did."""
    extra = extras.open_of_job(tx.connection, job.id)
    if extra is None or not extras.settle(tx, extra.id, ExtraStatus.WITHDRAWN):
        return False
    show_card(tx, order_of(tx, job).customer, "extra", extra.id)
    return True


def _known(tx: Transaction, extra: ExtraId) -> tuple[Extra, Job, Order]:
    hold_order_of_extra(tx, extra)
    row = extras.find(tx.connection, extra)
    if row is None:
        raise Refusal("job_not_yours")
    job = jobs.find(tx.connection, row.job)
    assert job is not None
    return row, job, order_of(tx, job)
