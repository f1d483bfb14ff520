"""An order in the customer's own words gets its price from an operator and goes out when the customer agrees."""

from collections.abc import Collection

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.money import Money
from bot.domain.offers import CancelReason
from bot.domain.orders import OrderStatus
from bot.usecases.cancelling import cancel_order
from bot.usecases.credit import fit_credit, use_credit
from bot.usecases.dispatch import start_search
from bot.usecases.own_orders import moved_on, own_order
from bot.usecases.showing import show_order
from bot.usecases.staff import require_role
from db import audit, orders
from db.holding import hold_order
from db.transaction import Transaction


def set_quote(tx: Transaction, order: OrderId, operator: PersonId, price: Money, skills: Collection[str] = ()) -> None:
    """The operator names a price for one technician, and the skills that the work needs.

    As long as the customer has not agreed both may be corrected.
    """
    require_role(tx, operator)
    hold_order(tx, order)
    if orders.find(tx.connection, order) is None:
        raise Refusal("order_not_found")
    if price.amount <= 0 or price.currency != tx.market.currency:
        raise Refusal("price_not_positive")
    if unknown := set(skills) - set(tx.market.catalogue.skills):
        raise Refusal("skill_unknown", skill=min(unknown))
    if not orders.set_price(tx, order, price, skills):
        raise moved_on(tx, order)
    orders.record(tx, order, "quoted", operator, {"price": price.amount})
    fit_credit(tx, order, tell=False)
    use_credit(tx, order)
    audit.record(tx, operator, "quote", f"order:{order}", {"price": price.amount, "skills": sorted(skills)})
    show_order(tx, order, fresh=True)


def answer_quote(
    tx: Transaction, order: OrderId, customer: PersonId, accepted: bool, *, shown: Money | None = None
) -> None:
    """The customer agrees, and the search begins, or does not, and the order is cancelled.

    `shown` is the price on the pressed button: nobody agrees to a price that was corrected meanwhile.
    """
    row = own_order(tx, order, customer)
    if row.status is not OrderStatus.QUOTING:
        raise moved_on(tx, order)
    if row.price is None or (shown is not None and shown != row.price):
        raise Refusal("quote_changed")
    if not accepted:
        cancel_order(tx, order, customer, CancelReason.PRICE)
        return
    if not orders.move(tx, order, OrderStatus.SEARCHING, within={OrderStatus.QUOTING}, at_version=row.version):
        raise moved_on(tx, order)
    orders.record(tx, order, "quote_accepted", customer, {"price": row.price.amount})
    start_search(tx, order)
    show_order(tx, order)
