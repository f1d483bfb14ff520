"""Fifty technicians who drive, two hundred orders, chats that never rest: the page stays smooth and small.

No market stands behind it, so that it can be made busier in seconds than a market is in an hour.
"""

import asyncio
import random
import time
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from playground import Limits, Playground
from playground.scene import Ground, Kind, Link, Marker, Part
from tests.browser.browsing import open_screen
from tests.browser.main_thread import watching

pytestmark = pytest.mark.asyncio(loop_scope="session")

TECHNICIANS, ORDERS, SECONDS = 50, 200, 6.0
LONGEST_TASK_MS = 200
MOST_NODES = 12_000
KINDS = {"technician": Kind("technician", "green"), "order": Kind("order", "amber", "pin"), "asked": Kind("", "amber")}


@pytest_asyncio.fixture(loop_scope="session")
async def crowded() -> AsyncIterator[Playground]:
    playground = Playground(seed=3)
    playground.limits = Limits.off()
    async with playground:
        playground.scene.lay(Ground("Town", 50.06, 19.94, 9000), KINDS)
        for number in range(TECHNICIANS):
            await playground.person(f"Technician {number}").starts()
        yield playground


def busy_map(dice: random.Random, orders_from: int) -> list[Part]:
    """Everybody somewhere else than a moment ago, and each order's history a little longer."""

    def somewhere() -> tuple[float, float]:
        return 50.06 + dice.uniform(-0.05, 0.05), 19.94 + dice.uniform(-0.07, 0.07)

    people = [Marker(f"t{n}", *somewhere(), "technician", f"Technician {n}", "x" * 80) for n in range(TECHNICIANS)]
    numbers = range(orders_from, orders_from + ORDERS)
    orders = [Marker(f"o{n}", 50.06, 19.94 + n % 100 / 2000, "order", f"Order {n}", "line\n" * 12) for n in numbers]
    return [*people, *orders, *(Link(f"a{n}", f"o{n}", f"t{n % TECHNICIANS}", "asked") for n in numbers)]


async def everything_happens(playground: Playground) -> None:
    """Five looks a second at the map; a hundred messages a second, each of them a call of the bot."""
    dice, until, round_ = random.Random(1), time.monotonic() + SECONDS, 0
    people = list(playground.people)
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < until:
            round_ += 1
            playground.scene.update(busy_map(dice, round_))
            for _ in range(20):
                chat, text = people[dice.choice((0, 1, 2, dice.randrange(TECHNICIANS)))], f"Offer {dice.random()}"
                address = f"{playground.url}/bot{playground.token}/sendMessage"
                async with session.post(address, json={"chat_id": chat, "text": text}) as response:
                    assert response.status == 200
            await asyncio.sleep(0.15)


async def test_the_page_stays_smooth(browser: Browser, crowded: Playground) -> None:
    screen = await open_screen(browser, crowded.url)
    async with watching(browser, screen.page) as business:
        await everything_happens(crowded)
        await expect(screen.page.locator(".map .marker")).to_have_count(TECHNICIANS + ORDERS)
    nodes = await screen.page.evaluate("document.getElementsByTagName('*').length")
    await screen.page.context.close()
    assert screen.wrongs == []
    assert business.whole
    assert business.longest < LONGEST_TASK_MS
    assert nodes < MOST_NODES
