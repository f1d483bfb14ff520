"""`python main.py invent`: fill an empty market with an invented past, to try reports and settings on."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from sqlalchemy import Connection, delete, func, select

from bot.demo.past.behaviour import Behaviour
from bot.demo.past.happenings import Happenings
from bot.demo.past.living import Living
from bot.demo.past.people import Customer, customers, settle
from bot.domain.market import Market
from db.database import Database
from db.tables import cards, orders, outbox

A_DAY = timedelta(days=1)
ORDERS_A_CUSTOMER = 2.5
ORDERS_A_TECHNICIAN_DAY = 0.6
FEWEST_TECHNICIANS = 24
"""How the crowd grows with the orders: enough to do, and somebody there."""


class NotEmptyError(Exception):
    """The database holds a real past; an invented one would be mixed into it."""


@dataclass(frozen=True, slots=True)
class Invention:
    """How much of it: `orders` over `days` that end at `until`, by the dice of `seed`."""

    orders: int
    days: int
    seed: int
    until: datetime


async def invent(database: Database, market: Market, wanted: Invention) -> int:
    """Play it all and return the number of orders. What people would have been told is told to nobody."""
    if await database.read(_orders):
        raise NotEmptyError("this market has orders already")
    # The invented past begins with people who have worked here for years: nobody in it is on probation.
    market = replace(market, probation=replace(market.probation, jobs=0))
    dice = random.Random(wanted.seed)
    ahead = Happenings(market, wanted.until - timedelta(days=wanted.days))
    await database.write(lambda connection: _begin(connection, ahead, dice, wanted))
    while ahead.now < wanted.until:
        await database.write(lambda connection: _play(connection, ahead, min(ahead.now + A_DAY, wanted.until)))
    return await database.read(_orders)


def _begin(connection: Connection, ahead: Happenings, dice: random.Random, wanted: Invention) -> None:
    """Let everybody be there, and plan every order."""
    ahead.connection = connection
    crowd = customers(max(3, round(wanted.orders / ORDERS_A_CUSTOMER)), ahead.market, dice)
    workers = max(FEWEST_TECHNICIANS, round(wanted.orders / wanted.days / ORDERS_A_TECHNICIAN_DAY))
    hired = ahead.act(lambda tx: settle(tx, crowd, workers, dice))
    assert hired is not None
    behaviour = Behaviour(dice)
    living = Living(ahead, behaviour, hired)
    ahead.after_timers = living.look_around
    _plan(ahead, living, behaviour, crowd, wanted)


def _play(connection: Connection, ahead: Happenings, until: datetime) -> None:
    """One day in one transaction; these people have no chats, so what waits to be sent is thrown away."""
    ahead.connection = connection
    ahead.play(until)
    for table in (outbox, cards):
        connection.execute(delete(table))


def _plan(ahead: Happenings, living: Living, behaviour: Behaviour, crowd: list[Customer], wanted: Invention) -> None:
    """Every order at its time: some customers order often, most seldom."""
    dice, market = behaviour.dice, ahead.market
    services = [service.key for category in market.catalogue.categories for service in category.services]
    weights = [1 / (place + 3) for place in range(len(crowd))]
    for moment in behaviour.order_times(wanted.orders, ahead.now, wanted.days, market.city.time_zone):
        customer, service = dice.choices(crowd, weights)[0], dice.choice(services)
        ahead.at(moment, partial(living.orders_something, customer, service))


def _orders(connection: Connection) -> int:
    return int(connection.execute(select(func.count()).select_from(orders)).scalar_one())


def today() -> datetime:
    """The end of an invented past: now, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
