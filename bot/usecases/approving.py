"""An order above a member's limit: a manager says yes or no, or the member pays for it."""

from bot.domain.companies import CompanyOrder, Verdict
from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.orders import OrderStatus
from bot.usecases.accounts import this_month
from bot.usecases.companies import managed
from bot.usecases.credit import use_credit
from bot.usecases.dispatch import start_search
from bot.usecases.own_orders import moved_on, own_order
from bot.usecases.showing import show_order
from db import companies, company_orders, orders
from db.holding import hold_member, hold_order
from db.transaction import Transaction

RELEASED = "released"
"""The event that an order goes out which had to wait for a yes, or for its customer's wish to pay themselves."""
STILL_OPEN = frozenset({Verdict.WAITING, Verdict.REFUSED})


def answer_approval(tx: Transaction, order: OrderId, manager: PersonId, approved: bool) -> None:
    """The manager's word: the search begins, or the member is told and decides."""
    hold_order(tx, order)
    known = company_orders.find(tx.connection, order)
    if known is None:
        raise Refusal("company_not_yours")
    managed(tx, known.company, manager)
    row = orders.find(tx.connection, order)
    if row is None or row.status is not OrderStatus.APPROVING:
        raise moved_on(tx, order)
    if approved:
        _approve(tx, known, manager)
    elif not company_orders.settle(tx, order, {Verdict.WAITING}, Verdict.REFUSED, by=manager):
        raise Refusal("approval_answered")
    else:
        orders.record(tx, order, "approval_refused", manager)
    show_order(tx, order, fresh=True)


def _approve(tx: Transaction, known: CompanyOrder, manager: PersonId) -> None:
    hold_member(tx, known.member)
    member = companies.member(tx.connection, known.member)
    if member is None or member.is_gone:
        raise Refusal("member_gone")
    counted, month = Verdict.COUNTED, this_month(tx)
    if not company_orders.settle(tx, known.order, STILL_OPEN, counted, month=month, by=manager):
        raise Refusal("approval_answered")
    _release(tx, known.order, manager)


def pay_oneself(tx: Transaction, order: OrderId, customer: PersonId) -> None:
    """The customer does not wait for the company, or was refused: the order is their own from now on."""
    row = own_order(tx, order, customer)
    if row.status is not OrderStatus.APPROVING:
        raise moved_on(tx, order)
    if not company_orders.settle(tx, order, STILL_OPEN, Verdict.OWN):
        raise moved_on(tx, order)
    use_credit(tx, order)
    _release(tx, order, customer)
    show_order(tx, order)


def _release(tx: Transaction, order: OrderId, actor: PersonId) -> None:
    if not orders.move(tx, order, OrderStatus.SEARCHING, within={OrderStatus.APPROVING}):
        raise moved_on(tx, order)
    orders.record(tx, order, RELEASED, actor)
    start_search(tx, order)
