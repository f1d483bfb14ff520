"""What the desk's cards say about what was given: what it was, who gave it, what has become of it."""

from typing import Any

from bot.domain.amends import MONEY, Amends, AmendsKind
from bot.domain.names import NAMELESS, first_name
from bot.domain.orders import OPEN, OrderStatus
from bot.ui.registry import CardRequest
from bot.ui.texts import N_
from db import orders, people, service_book

WHAT = {
    AmendsKind.APOLOGY: N_("Apology"),
    AmendsKind.CREDIT: N_("Credit of %(amount)s"),
    AmendsKind.DISCOUNT: N_("Discount of %(amount)s"),
    AmendsKind.REFUND: N_("%(amount)s given back as credit"),
    AmendsKind.REVISIT: N_("Free revisit"),
}


def given_fields(ask: CardRequest, given: Amends) -> dict[str, Any]:
    """What was given, for a template."""
    return {
        "what": ask.texts.label(WHAT[given.kind], amount=given.amount),
        "given": given,
        "to": name_of(ask, given.person),
        "by": name_of(ask, given.giver),
        "used": given.amount.amount - given.unused.amount if given.kind in MONEY and not given.undone_at else 0,
        "came_of_it": _revisit(ask, given),
    }


def may_be_taken_back(ask: CardRequest, given: Amends) -> bool:
    """Whether nobody has used it yet."""
    if given.undone_at is not None or given.kind is AmendsKind.APOLOGY:
        return False
    if given.kind is AmendsKind.DISCOUNT:
        order = orders.find(ask.connection, given.order or 0)
        return order is not None and order.status in OPEN | {OrderStatus.DISPUTED}
    return _revisit(ask, given) is None and given.unused == given.amount


def name_of(ask: CardRequest, person: int) -> str:
    """What somebody is called at the desk."""
    found = people.find(ask.connection, person)
    return (first_name(found.name) if found else "") or NAMELESS


def _revisit(ask: CardRequest, given: Amends) -> int | None:
    """The order that came of a free revisit."""
    lines = service_book.of_order(ask.connection, given.order or 0) if given.kind is AmendsKind.REVISIT else []
    again = next((line.returned_as for line in lines if line.job == given.job), None)
    order = orders.find(ask.connection, again) if again else None
    return order.id if order is not None and order.status is not OrderStatus.CANCELLED else None
