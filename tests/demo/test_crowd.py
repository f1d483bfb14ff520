"""The simulated people of the demo city: what they order, how often, and that whoever was served comes again."""

import asyncio
import random
from pathlib import Path

import pytest
from sqlalchemy import Connection, Row, select

from bot.config import load_settings
from bot.demo import customers
from bot.demo.crowd import Crowd
from bot.demo.demand import SHIPPED
from bot.demo.requests import read_requests
from bot.demo.town import Town
from bot.matching.distance import metres_between
from db.tables import orders

SPEED = 3000.0


def _orders(connection: Connection) -> list[Row[tuple[int, str, str, float, float]]]:
    shown = (orders.c.customer_id, orders.c.service, orders.c.description, orders.c.point)
    return list(connection.execute(select(*shown)))


async def test_customers_want_what_the_demand_file_says_and_come_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(customers, "REGULARS", 1)
    async with Town(load_settings(), tmp_path, SPEED, seed=1) as town:
        crowd = Crowd(town, random.Random(1))
        crowd.feels(1.0)
        await crowd.numbers(4)
        first = crowd.customers._customer(1)
        await asyncio.wait_for(crowd.customers._lives(first), 120)
        again = crowd.customers._customer(2)
        assert again is first
        await asyncio.wait_for(again.orders(), 120)
        await town.playground.settled(timeout=60)
        ordered = await town.database.read(_orders)
        assert [order.customer_id for order in ordered] == [first.hands.person.id] * 2
        past = {(request.service, request.words) for request in read_requests(SHIPPED, 1000)}
        assert {(order.service, order.description) for order in ordered} <= past
        assert all(metres_between(order.point, town.market.city.centre) < 7_000 for order in ordered)
