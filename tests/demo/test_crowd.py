"""The simulated people of the demo city: whoever has been served comes again, so that a city is finite."""

import asyncio
import random
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from bot.config import load_settings
from bot.demo import crowd as crowds
from bot.demo.crowd import Crowd
from bot.demo.town import Town
from db.tables import orders

SPEED = 3000.0


def _customers(connection: Connection) -> list[int]:
    return list(connection.scalars(select(orders.c.customer_id)))


async def test_a_customer_who_was_served_orders_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowds, "REGULARS", 1)
    async with Town(load_settings(), tmp_path, SPEED, seed=1) as town:
        crowd = Crowd(town, random.Random(1))
        crowd.feels(1.0)
        await crowd.numbers(4)
        first = crowd._customer(1)
        await asyncio.wait_for(crowd._lives(first), 120)
        again = crowd._customer(2)
        assert again is first
        await asyncio.wait_for(again.orders(), 120)
        await town.playground.settled(timeout=60)
        assert await town.database.read(_customers) == [first.hands.person.id] * 2
