"""What a dispatcher sees of open orders: what an offer would show, and who of the own people may be sent."""

from dataclasses import dataclass
from typing import Any

from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.domain.orders import Order
from bot.domain.partners import Partner, may_be_sent, needs_of
from bot.ui.registry import CardRequest
from bot.ui.service_names import service_name
from bot.ui.why.looking_back import metres_between
from db import candidates, open_orders, partners

NOBODY = PersonId(0)
"""Whose orders are left out of the search: nobody's."""


@dataclass(frozen=True, slots=True)
class Sendable:
    """Somebody who may be sent to an order, and how far away they are in a straight line."""

    id: PersonId
    metres: float


def partner_of(ask: CardRequest) -> Partner | None:
    """Whose dispatcher looks; None for whoever is none any more."""
    return partners.of_dispatcher(ask.connection, int(ask.chat_id))


def orders_for_team(ask: CardRequest, partner: Partner) -> list[tuple[Order, list[Sendable]]]:
    """The open orders that any of the own people may be sent to, those that wait the longest first."""
    team = [member.id for member in partners.team(ask.connection, partner.id)]
    if not team:
        return []
    skills = partners.skills_of_team(ask.connection, partner.id)
    looking = open_orders.searching(ask.connection, NOBODY)
    fitting = [order for order in looking if any(needs_of(order, ask.market).skills <= known for known in skills)]
    found = [(order, sendable(ask, order, team)) for order in fitting]
    return [(order, able) for order, able in found if able]


def sendable(ask: CardRequest, order: Order, team: list[PersonId]) -> list[Sendable]:
    """Who of these may be sent to the order, the nearest first."""
    needs = needs_of(order, ask.market)
    about = candidates.About(order.customer, order.id, order.round)
    those = candidates.of_several(ask.connection, team, about, candidates.NOT_COUNTED, ask.market.catalogue)
    found = [(one, _metres(ask, order, one)) for one in those]
    able = [Sendable(one.id, metres) for one, metres in found if may_be_sent(one, needs, metres, ask.market)]
    return sorted(able, key=lambda one: (one.metres, one.id))


def order_line(ask: CardRequest, order: Order) -> dict[str, Any]:
    """What a template shows of an order that nobody of them has taken: no door, no name, no words."""
    return {
        "number": order.id,
        "service": service_name(ask.texts, ask.market, order.service),
        "district": order.address.district,
        "price": order.price,
        "window": order.window,
        "minutes": (ask.now - order.created_at).total_seconds() / 60,
        "taken": order.taken,
        "crew": order.crew,
    }


def _metres(ask: CardRequest, order: Order, candidate: Candidate) -> float:
    """The straight line from where they were last known to be."""
    fresh = ask.now - ask.market.dispatch.position_fresh
    is_fresh = candidate.position is not None and candidate.position_at is not None and candidate.position_at >= fresh
    return metres_between((is_fresh and candidate.position) or candidate.base, order.address.point)
