"""One browser and one small city for all these tests; a page for each file, and more where a test wants its own."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.config import load_settings
from bot.demo.city import City
from bot.demo.town import Town
from playground import Playground
from tests.browser.alone import Alone
from tests.browser.browsing import CHROMIUM, DESKTOP, FLAGS, Screen, open_screen
from tests.plain_waves import PLAIN_WAVES

TECHNICIANS = 4
Opens = Callable[..., Awaitable[Screen]]


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine: apt-get install chromium")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        await running.close()


@pytest_asyncio.fixture(scope="package", loop_scope="session")
async def city(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[City]:
    """The demo city as `make run` opens it, smaller, in a folder of its own; nobody but the tests accepts an order.

    Three are asked a minute: those whom a test clicks for are among them.
    """
    folder: Path = tmp_path_factory.mktemp("city")
    async with Town(load_settings(**PLAIN_WAVES), folder, seed=7) as town:
        city = City(town)
        await city.wakes_up(TECHNICIANS)
        city.crowd.feels(0.0)
        going_on = asyncio.ensure_future(city.goes_on())
        yield city
        going_on.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await going_on


@pytest_asyncio.fixture(loop_scope="session")
async def opens(browser: Browser, city: City) -> AsyncIterator[Opens]:
    """Opens the page as often as a test likes; what went wrong in any of them fails the test."""
    screens: list[Screen] = []

    async def open_one(size: tuple[int, int] = DESKTOP, scheme: str = "light") -> Screen:
        screens.append(await open_screen(browser, city.town.playground.url, size, scheme))
        return screens[-1]

    yield open_one
    for screen in screens:
        await screen.page.context.close()
    assert [wrong for screen in screens for wrong in screen.wrongs] == []


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def open_page(browser: Browser, city: City) -> AsyncIterator[Screen]:
    """A page that stays open while the tests of a file go on in it, as somebody's would."""
    screen = await open_screen(browser, city.town.playground.url)
    yield screen
    await screen.page.context.close()


@pytest.fixture
def screen(open_page: Screen) -> Iterator[Screen]:
    """The file's page; what goes wrong in it fails the test that was going on."""
    yield open_page
    wrongs, open_page.wrongs = open_page.wrongs, []
    assert wrongs == []


@pytest_asyncio.fixture(loop_scope="session")
async def alone() -> AsyncIterator[Alone]:
    """A playground without a market."""
    alone = Alone(Playground(seed=5))
    await alone.opens()
    yield alone
    await alone.playground.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def bare(browser: Browser, alone: Alone) -> AsyncIterator[Screen]:
    """The page over it; what goes wrong in it fails the test."""
    screen = await open_screen(browser, alone.playground.url)
    yield screen
    await screen.page.context.close()
    assert screen.wrongs == []
