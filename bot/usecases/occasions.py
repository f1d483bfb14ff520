"""What is made right: an order, a case, or a case about an order; and what is kept of each thing that is given."""

from dataclasses import dataclass
from typing import Any

from bot.domain.amends import Amends, AmendsId
from bot.domain.cases import Case
from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.orders import Order
from bot.usecases.cases import any_case, show_case
from bot.usecases.credit import DESK_AMENDS
from bot.usecases.desk_orders import any_order
from bot.usecases.staff import require_role
from db import amends, audit, cases, orders, people, settings
from db.holding import hold_case
from db.outbox import Priority, show_card
from db.showing_again import show_again
from db.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is made right: an order, a case, or a case about an order.

    `customer` is who pays for the order, and so who gets what costs money; `listener` is who is apologised to.
    """

    operator: PersonId
    order: Order | None
    case: Case | None
    customer: PersonId
    listener: PersonId

    @property
    def columns(self) -> dict[str, int | None]:
        """Which order and case it is about, as rows keep it."""
        order, case = self.place
        return {"order_id": order, "case_id": case}

    @property
    def place(self) -> tuple[int | None, int | None]:
        """Where else it was made right: one order is one matter, with all its cases."""
        return self.order.id if self.order else None, self.case.id if self.case else None

    @property
    def subject(self) -> str:
        """As the audit log names it."""
        return f"case:{self.case.id}" if self.case else f"order:{self.order.id if self.order else 0}"


def occasion(tx: Transaction, operator: PersonId, order: int, case: int) -> Occasion:
    """What the operator wants to make right; nobody gives anything to themselves, or to somebody who has left."""
    its_case = any_case(tx, case, operator) if case else None
    number = its_case.order if its_case else OrderId(order)
    row = any_order(tx, number, operator) if number else None
    person = its_case.person if its_case else None
    customer = row.customer if row else person
    if customer is None:
        raise Refusal("order_not_found")
    if its_case and row is None:
        hold_case(tx, its_case.id)
    _check_is_there(tx, operator, customer)
    return Occasion(operator, row, its_case, customer, person or customer)


def _check_is_there(tx: Transaction, operator: PersonId, customer: PersonId) -> None:
    known = people.find(tx.connection, customer)
    if known is None or known.consent_at is None:
        raise Refusal("amends_nobody")
    if customer == operator:
        raise Refusal("amends_own")


def own_amends(tx: Transaction, number: int, operator: PersonId) -> tuple[Amends, Occasion]:
    """What this operator has given, and about what; refused about everything else, and what was taken back."""
    require_role(tx, operator)
    given = amends.find(tx.connection, number, tx.market.currency)
    if given is None or given.giver != operator:
        raise Refusal("amends_not_yours")
    order = any_order(tx, given.order, operator) if given.order else None
    given = amends.find(tx.connection, number, tx.market.currency)
    if given is None or given.undone_at is not None:
        raise Refusal("amends_undone")
    case = cases.find(tx.connection, given.case) if given.case else None
    return given, Occasion(operator, order, case, given.person, given.person)


def keep_amends(tx: Transaction, about: Occasion, number: AmendsId, act: str, details: dict[str, Any]) -> None:
    """In the order's history and the audit log; on the cards of everybody at the desk who sees to it."""
    details = {**details, "amends": number}
    if about.order is not None:
        orders.record(tx, about.order.id, act, about.operator, details)
        show_again(tx, "desk_order", about.order.id, priority=Priority.BROADCAST)
    audit.record(tx, about.operator, act, about.subject, details)
    if about.case is not None:
        cases.take(tx, about.case.id, about.operator, only_free=True)
        show_case(tx, about.case)
    _show_given(tx, about.operator, number)


def _show_given(tx: Transaction, operator: PersonId, number: AmendsId) -> None:
    """To the operator, and to the colleagues in their group; once shown, in its place."""
    group = settings.operators_group(tx.connection, tx.market)
    for chat in {private_chat(operator), *([group] if group is not None else [])}:
        show_card(tx, chat, DESK_AMENDS, number, priority=Priority.ANSWER)
