"""Promising: what the customer is told before they confirm, kept with the order, and taken back for another time."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.candidates import Visit
from bot.domain.ids import OrderId, PersonId
from bot.domain.market import Market
from bot.domain.orders import OrderDraft
from bot.domain.points import Point
from bot.domain.promises import Promise
from bot.matching.distance import box_around
from bot.matching.promise import Facts, promise
from bot.matching.searches import Search
from bot.usecases.learning import knowledge
from bot.usecases.waves import since, worth
from db import candidates, promises
from db.candidates import About
from db.transaction import Transaction

FRESH_FOR = timedelta(minutes=5)
"""A promise that was reckoned longer ago is made anew: people have come and gone."""


__all__ = ["Asking", "Foreseen", "asking_of", "facts_for", "is_good", "keep_promise", "promise", "promise_now"]


@dataclass(frozen=True, slots=True)
class Asking:
    """What a promise is about: for anything else it is another promise."""

    customer: PersonId
    service: str
    point: Point
    crew: int
    favourite: PersonId | None


@dataclass(frozen=True, slots=True)
class Foreseen:
    """A promise that was reckoned beside the writer, and what it is about."""

    asking: Asking
    promise: Promise


def asking_of(customer: PersonId, draft: OrderDraft, market: Market) -> Asking | None:
    """What could be promised of the draft; None where nobody is asked at once (another time, or no price yet)."""
    if draft.window is not None or market.catalogue.service(draft.service) is None:
        return None
    return Asking(customer, draft.service, draft.address.point, draft.crew, draft.favourite)


def facts_for(tx: Transaction, asking: Asking) -> Facts:
    """The search that would begin now, and whoever might be asked: as a first wave would find them."""
    catalogue = tx.market.catalogue
    service = catalogue.service(asking.service)
    assert service is not None
    search = Search(
        now=tx.now,
        market=tx.market,
        customer=asking.customer,
        favourite=asking.favourite,
        visit=Visit(asking.point, None, service.minutes),
        skills=service.skills,
        missing=asking.crew,
        wave=1,
        level=service.level,
        documents=tx.market.documents.needed_for(service.skills),
        is_simple=tx.market.is_simple(service.key),
        service=service.key,
        worth=worth(service.price, service.minutes, catalogue),
        knowledge=knowledge(tx.connection),
    )
    box = box_around(asking.point, search.last_radius_km)
    found = candidates.near(tx.connection, About(asking.customer), box, search.skills, since(tx), catalogue)
    return Facts(search, tuple(found))


def is_good(foreseen: Foreseen | None, asking: Asking, now: datetime) -> bool:
    """Whether this promise may be given for that."""
    return foreseen is not None and foreseen.asking == asking and now - foreseen.promise.made_at <= FRESH_FOR


def promise_now(tx: Transaction, asking: Asking, *foreseen: Foreseen | None) -> Promise:
    """The first promise that was reckoned before and is still good for this, else one made now."""
    for found in foreseen:
        if found is not None and is_good(found, asking, tx.now):
            return found.promise
    return promise(facts_for(tx, asking))


def keep_promise(tx: Transaction, order: OrderId, given: Promise) -> None:
    """Write it down with the order: it is shown until somebody accepts, and its keeping is counted."""
    promises.add(tx, order, given)
