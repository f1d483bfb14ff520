"""What costs the market money: credit for the next order, and a discount on this one; within the operator's limits."""

from datetime import datetime, time

from bot.domain.amends import Allowance, Amends, AmendsId, AmendsKind
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.money import Money
from bot.domain.orders import OPEN, Order, OrderStatus
from bot.usecases.credit import cost_of, left_to_pay
from bot.usecases.occasions import Occasion, keep_amends, occasion
from bot.usecases.showing import show_order
from bot.usecases.staff import require_role
from db import amends, company_orders, credit
from db.holding import hold_giver
from db.outbox import notify
from db.transaction import Transaction

TO_COME = OPEN | {OrderStatus.DISPUTED}
"""An order that is still to be paid: from it a discount is taken off. Later it comes back as credit."""


def most_to_give(tx: Transaction, about: Occasion) -> int | None:
    """How much this operator may still give here and today, in minor units; None: no limit."""
    return _allowance(tx, about).most(*_given(tx, about))


def check_amount(tx: Transaction, about: Occasion, kind: AmendsKind, amount: int) -> None:
    """Refuse what is no amount, more than the operator may give, or a discount of more than the order costs."""
    if amount <= 0:
        raise Refusal("price_not_positive")
    if kind is AmendsKind.DISCOUNT and amount > (most := most_off(tx, about)):
        raise Refusal("discount_too_large", most=most, currency=tx.market.currency)
    hold_giver(tx, about.operator)
    excess = _allowance(tx, about).excess(amount, *_given(tx, about))
    if excess is not None:
        limits = {"limit": excess.limit, "left": excess.left, "currency": tx.market.currency}
        role = require_role(tx, about.operator)
        raise Refusal("amends_over_limit", **limits, a_day=excess.a_day, role=role.value)


def most_off(tx: Transaction, about: Occasion) -> int:
    """The most that a discount can be: what the customer pays for the order, and has not got back yet."""
    if about.order is None:
        return 0
    return max(0, left_to_pay(tx, about.order) - amends.refunded(tx.connection, about.order.id))


def check_may_discount(tx: Transaction, about: Occasion) -> None:
    """Refuse a discount on nothing."""
    if about.order is None or not cost_of(tx, about.order):
        raise Refusal("nothing_to_discount")
    if not most_off(tx, about):
        raise Refusal("discounted_already")


def give_credit(tx: Transaction, operator: PersonId, order: int, case: int, amount: Money) -> AmendsId:
    """An amount that the customer's next order costs less, by itself."""
    about = occasion(tx, operator, order, case)
    check_amount(tx, about, AmendsKind.CREDIT, amount.amount)
    return _give(tx, about, AmendsKind.CREDIT, amount.amount)


def give_discount(tx: Transaction, operator: PersonId, order: int, case: int, amount: Money) -> AmendsId:
    """Off the order's price while the customer still has to pay it; when it is done, back as credit."""
    about = occasion(tx, operator, order, case)
    check_may_discount(tx, about)
    check_amount(tx, about, AmendsKind.DISCOUNT, amount.amount)
    assert about.order is not None
    if not _may_still_cost_less(tx, about.order):
        return _give(tx, about, AmendsKind.REFUND, amount.amount)
    number = _give(tx, about, AmendsKind.DISCOUNT, amount.amount)
    credit.put_on_order(tx, number, about.order.id, amount.amount)
    show_order(tx, about.order.id)
    return number


def _may_still_cost_less(tx: Transaction, order: Order) -> bool:
    """What a company pays for stands on its statement; credit would go to whoever ordered, and not to who has paid."""
    return order.status in TO_COME or company_orders.is_on_account(tx.connection, order.id)


def _give(tx: Transaction, about: Occasion, kind: AmendsKind, amount: int) -> AmendsId:
    unused = 0 if kind is AmendsKind.DISCOUNT else amount
    number = amends.add(tx, kind, about.customer, about.operator, amount=amount, unused=unused, **about.columns)
    notify(tx, private_chat(about.customer), "amends/given", {"amends": number})
    keep_amends(tx, about, number, f"{kind.value}_given", {"amount": amount})
    return number


def _allowance(tx: Transaction, about: Occasion) -> Allowance:
    return tx.market.amends.allowance(require_role(tx, about.operator))


def _given(tx: Transaction, about: Occasion) -> tuple[int, int]:
    """About this by everybody, and today by this operator."""
    here = amends.given_about(tx.connection, *about.place)
    return here, amends.given_by(tx.connection, about.operator, _midnight(tx))


def _midnight(tx: Transaction) -> datetime:
    """When today began, by the city's clocks."""
    zone = tx.market.city.time_zone
    return datetime.combine(tx.now.astimezone(zone).date(), time(), zone)


def take_money_back(tx: Transaction, given: Amends, order: Order | None) -> None:
    """The balance, or the order, is as it was; refused when an order has used some of it, or has been paid for."""
    if not _is_untouched(tx, given, order) or not amends.undo(tx, given):
        raise Refusal("amends_used")
    credit.take_off(tx, given.id)
    if given.kind is AmendsKind.DISCOUNT and order is not None:
        show_order(tx, order.id)


def _is_untouched(tx: Transaction, given: Amends, order: Order | None) -> bool:
    """All of the credit is still there, or the order that the discount is for is still to be paid."""
    if given.kind is AmendsKind.DISCOUNT:
        return order is not None and _may_still_cost_less(tx, order)
    return given.unused == given.amount
