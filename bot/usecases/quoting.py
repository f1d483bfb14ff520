"""An order in the customer's own words gets its price from an operator and goes out when the customer agrees."""

from collections.abc import Collection

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.money import Money
from bot.domain.offers import CancelReason
from bot.domain.orders import OrderStatus
from bot.domain.terms import LONGEST_WORK, Terms
from bot.usecases.accounts import account_for_quoted
from bot.usecases.cancelling import cancel_order
from bot.usecases.credit import fit_credit, use_credit
from bot.usecases.dispatch import start_search
from bot.usecases.own_orders import moved_on, own_order
from bot.usecases.showing import show_order
from bot.usecases.staff import require_role
from db import audit, orders
from db.holding import hold_order
from db.transaction import Transaction

AS_ASKED = Terms()
"""Nothing to say beside the price."""


def set_quote(
    tx: Transaction,
    order: OrderId,
    operator: PersonId,
    price: Money,
    skills: Collection[str] = (),
    terms: Terms = AS_ASKED,
) -> None:
    """The operator names a price for one technician, the skills that the work needs, and what else there is to say.

    As long as the customer has not agreed all of it may be corrected.
    """
    require_role(tx, operator)
    hold_order(tx, order)
    if orders.find(tx.connection, order) is None:
        raise Refusal("order_not_found")
    _check(tx, price, skills, terms)
    if not orders.set_price(tx, order, price, skills, terms):
        raise moved_on(tx, order)
    orders.record(tx, order, "quoted", operator, {"price": price.amount})
    fit_credit(tx, order, tell=False)
    use_credit(tx, order)
    kept = {"price": price.amount, "skills": sorted(skills), **_told(terms)}
    audit.record(tx, operator, "quote", f"order:{order}", kept)
    show_order(tx, order, fresh=True)


def _check(tx: Transaction, price: Money, skills: Collection[str], terms: Terms) -> None:
    if price.amount <= 0 or price.currency != tx.market.currency:
        raise Refusal("price_not_positive")
    if unknown := set(skills) - set(tx.market.catalogue.skills):
        raise Refusal("skill_unknown", skill=min(unknown))
    if terms.crew is not None and not 1 <= terms.crew <= tx.market.jobs.max_crew:
        raise Refusal("crew_too_large", most=tx.market.jobs.max_crew)
    if terms.minutes is not None and not 1 <= terms.minutes <= LONGEST_WORK:
        raise Refusal("minutes_out_of_range")


def _told(terms: Terms) -> dict[str, object]:
    """The terms for the audit log; the note itself may name somebody and stands in the order."""
    return {"crew": terms.crew, "level": terms.level, "minutes": terms.minutes, "note": bool(terms.note)}


def answer_quote(
    tx: Transaction, order: OrderId, customer: PersonId, accepted: bool, *, shown: int | None = None
) -> None:
    """The customer agrees, and the search begins, or does not, and the order is cancelled.

    `shown` is the version of the order under the pressed button: nobody agrees to what was corrected meanwhile.
    """
    row = own_order(tx, order, customer)
    if row.status is not OrderStatus.QUOTING:
        raise moved_on(tx, order)
    if row.price is None or (shown is not None and shown != row.version):
        raise Refusal("quote_changed")
    if not accepted:
        cancel_order(tx, order, customer, CancelReason.PRICE)
        return
    new = account_for_quoted(tx, row, row.price)
    if not orders.move(tx, order, new, within={OrderStatus.QUOTING}, at_version=row.version):
        raise moved_on(tx, order)
    orders.record(tx, order, "quote_accepted", customer, {"price": row.price.amount})
    if new is OrderStatus.SEARCHING:
        start_search(tx, order)
    show_order(tx, order)
