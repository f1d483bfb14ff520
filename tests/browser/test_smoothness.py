"""Fifty technicians at work and orders coming in, an hour a minute: the page stays smooth, the server small.

The short form is for every run; `make smoothness` waits for two hundred orders and prints its figures.
"""

import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from bot.config import load_settings
from tests.browser.browsing import Screen, open_screen
from tests.browser.main_thread import Business, watching
from tests.browser.market_outside import MarketOutside, market_outside

pytestmark = pytest.mark.asyncio(loop_scope="session")

LONG = os.environ.get("ONSITE_LONG") == "1"
TECHNICIANS, ORDERS = 50, 200 if LONG else 15
FASTEST, ORDERS_AN_HOUR = 60, 240
LONGEST_TASK_MS = 200
MOST_NODES = 12_000
MOST_MEGABYTES = 450
MOST_MEGABYTES_AN_ORDER = 0.5
LATEST_MS = 600_000
MORNING = 9
"""From then on people order most."""
BUSY_PAGE = "() => { let sum = 0; for (let n = 0; n < 4e8; n += 1) sum += Math.sqrt(n); return sum; }"


@dataclass(frozen=True, slots=True)
class Day:
    """What a day of the market took: of the page's thread, its elements; of the server, megabytes before and after."""

    page: Business
    nodes: int
    before: float
    after: float

    def __str__(self) -> str:
        """For docs/playground.md."""
        return (
            f"{TECHNICIANS} technicians, {ORDERS} orders at ×{FASTEST}: the page's longest task took "
            f"{self.page.longest:.0f} ms of its processor ({max(self.page.observed, default=0):.0f} ms by the clock), "
            f"{self.nodes} elements; the server grew from {self.before:.0f} to {self.after:.0f} MB"
        )


async def directs(page: Page, control: str, value: int) -> None:
    """Move a slider of the director's."""
    await page.get_by_label(control).fill(str(value))
    await page.wait_for_timeout(400)  # sliders wait until the hand rests, before they tell


async def waits_for_the_morning(page: Page) -> None:
    """Whatever the hour is where this runs, as many order."""
    now = datetime.now(load_settings().market_rules().city.time_zone)
    ahead = page.get_by_role("button", name="An hour ahead")
    for _ in range((MORNING - now.hour) % 24):
        await ahead.click()
        await expect(ahead).to_be_enabled()


async def lives(screen: Screen, market: MarketOutside) -> tuple[float, float]:
    """Let everybody come to work and order; the server's megabytes when they had come, and at the end."""
    await directs(screen.page, "Speed of the world", FASTEST)
    await directs(screen.page, "Technicians at work", TECHNICIANS)
    at_work = screen.page.locator(".map .marker.kind-free, .map .marker.kind-busy")
    await expect(at_work.nth(TECHNICIANS - 1)).to_be_attached(timeout=LATEST_MS)
    await waits_for_the_morning(screen.page)
    before = market.megabytes()
    await directs(screen.page, "Orders an hour", ORDERS_AN_HOUR)
    latest = screen.page.locator(f'.map .marker[aria-label^="Order {ORDERS},"]')
    await expect(latest).to_be_attached(timeout=LATEST_MS)
    return before, market.megabytes()


async def a_day(browser: Browser, folder: Path) -> Day:
    """Of the whole market with the page open; nothing may go wrong in the page."""
    async with market_outside(folder) as market:
        screen = await open_screen(browser, market.url)
        async with watching(browser, screen.page) as business:
            before, after = await lives(screen, market)
            nodes = await screen.page.evaluate("document.getElementsByTagName('*').length")
        await screen.page.context.close()
    assert screen.wrongs == []
    return Day(business, nodes, before, after)


async def test_the_page_stays_smooth_and_the_server_small(browser: Browser, tmp_path: Path) -> None:
    day = await a_day(browser, tmp_path)
    sys.stderr.write(f"\n{day}\n")
    assert day.page.whole
    assert day.page.longest < LONGEST_TASK_MS, str(day)
    assert day.nodes < MOST_NODES, str(day)
    assert day.after < MOST_MEGABYTES, str(day)
    assert day.after - day.before < ORDERS * MOST_MEGABYTES_AN_ORDER + 40, str(day)


async def test_a_page_that_is_not_smooth_would_be_noticed(browser: Browser) -> None:
    page = await browser.new_page()
    async with watching(browser, page) as business:
        await page.evaluate(BUSY_PAGE)
    await page.close()
    assert business.whole
    assert business.longest >= LONGEST_TASK_MS
