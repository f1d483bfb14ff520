"""Right to left, narrow, dark, by screen reader; and the tour, which plays by itself while others look around."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect

from bot.demo.city import City
from tests.browser.browsing import Screen, eventually, open_screen
from tests.browser.conftest import Opens

pytestmark = pytest.mark.asyncio(loop_scope="session")

PERSIAN = "لیلا"
NARROW = (390, 844)
A_MINUTE = 60.0
BEGINS_AT_THE_RIGHT = """text => {
  const words = document.createRange();
  words.selectNodeContents(text);
  const boxes = [...words.getClientRects()];
  const firstLine = boxes.filter(box => Math.abs(box.top - boxes[0].top) < 4);
  return text.getBoundingClientRect().right - Math.max(...firstLine.map(box => box.right)) < 3;
}"""
WIDER_THAN_THE_PAGE = "document.documentElement.scrollWidth > innerWidth"


async def plays(screen: Screen) -> float:
    """'Show me', from the click to the last caption; how many seconds it took."""
    began = time.monotonic()
    await screen.page.get_by_role("button", name="Show me").click()
    caption = screen.page.locator(".tour-caption")
    await expect(caption).to_contain_text("Now he sees the address", timeout=A_MINUTE * 1000)
    await screen.picture("phones.png")
    await expect(caption).to_contain_text("from Start to both ratings", timeout=A_MINUTE * 1000)
    return time.monotonic() - began


@pytest_asyncio.fixture(scope="module", loop_scope="session", autouse=True)
async def tour(browser: Browser, city: City) -> AsyncIterator[tuple[Screen, "asyncio.Task[float]"]]:
    """A page of its own in which the tour has begun to play."""
    screen = await open_screen(browser, city.town.playground.url)
    playing = asyncio.ensure_future(plays(screen))
    yield screen, playing
    playing.cancel()
    with contextlib.suppress(asyncio.CancelledError, AssertionError):
        await playing  # if it went wrong, its own test has said so
    await screen.page.context.close()


async def stands_right_of(one: Locator, other: Locator) -> bool:
    right, left = await one.bounding_box(), await other.bounding_box()
    return right is not None and left is not None and right["x"] > left["x"]


async def test_a_persian_phone_is_right_to_left(screen: Screen) -> None:
    phone = screen.phone(PERSIAN)
    await expect(phone).to_have_css("direction", "rtl")
    await expect(phone.locator(".bubble.theirs .text").last).to_have_css("direction", "rtl")
    await eventually(lambda: stands_right_of(phone.get_by_role("button", name="پیوست"), phone.locator("textarea")))
    await expect(screen.phone("Anna")).to_have_css("direction", "ltr")


async def test_a_line_that_begins_with_an_amount_goes_by_its_letters(screen: Screen) -> None:
    await screen.adds("Nasrin")
    await screen.types("Nasrin", "\u2067۳۰ PLN\u2069 برای شما\nاز مشکلی که پیش آمد عذر می‌خواهیم")
    said = screen.phone("Nasrin").locator(".bubble.own .text").last
    await expect(said).to_contain_text("برای شما")
    assert await said.evaluate(BEGINS_AT_THE_RIGHT)


async def test_a_narrow_page_shows_one_phone_with_tabs(opens: Opens) -> None:
    screen = await opens(NARROW)
    page = screen.page
    assert not await page.evaluate(WIDER_THAN_THE_PAGE)
    await expect(page.locator(".phone:visible")).to_have_count(1)
    await page.get_by_role("tab", name=PERSIAN).click()
    await expect(screen.phone(PERSIAN)).to_be_visible()
    await expect(page.locator(".phone:visible")).to_have_count(1)
    await page.get_by_role("button", name="City").click()
    await expect(page.locator("svg.map")).to_be_visible()
    await expect(page.locator(".phone:visible")).to_have_count(0)
    await page.get_by_role("button", name="Director").click()
    await expect(page.get_by_label("Speed of the world")).to_be_visible()
    assert not await page.evaluate(WIDER_THAN_THE_PAGE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_serious_fault(opens: Opens, scheme: str) -> None:
    screen = await opens(scheme=scheme)
    assert await screen.serious_faults() == []
    await screen.page.get_by_role("tab", name="Bot API calls").click()
    await screen.page.get_by_text("Everything as a list").click()
    assert await screen.serious_faults() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_axe_finds_no_serious_fault_in_menus_dialogs_and_on_narrow_pages(opens: Opens, scheme: str) -> None:
    screen = await opens(NARROW, scheme)
    await screen.page.get_by_role("tab", name=PERSIAN).click()
    await screen.phone(PERSIAN).get_by_role("button", name="پیوست").click()
    assert await screen.serious_faults() == []
    await screen.chooses("مکان")
    await expect(screen.page.get_by_role("dialog")).to_be_visible()
    assert await screen.serious_faults() == []


async def test_tabs_are_walked_by_the_arrow_keys(opens: Opens) -> None:
    screen = await opens(NARROW)
    first = screen.page.get_by_role("tablist", name="Whose phone").get_by_role("tab").first
    await first.focus()
    await screen.page.keyboard.press("ArrowRight")
    chosen = screen.page.get_by_role("tab", selected=True).first
    await expect(chosen).to_be_focused()
    await expect(first).to_have_attribute("aria-selected", "false")


async def test_axe_would_find_a_serious_fault(opens: Opens) -> None:
    screen = await opens()
    await screen.page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=/web/icon.svg>')")
    assert any(fault.startswith("image-alt") for fault in await screen.serious_faults())


async def test_the_tour_plays_an_order_to_both_ratings_in_under_a_minute(
    tour: tuple[Screen, "asyncio.Task[float]"], city: City
) -> None:
    screen, playing = tour
    assert await playing < A_MINUTE
    customer = city.tour.customer
    assert customer is not None
    await screen.sees(customer.first_name, "Bartek rated you")
    await screen.sees("Bartek", "Quick, tidy and kind.")
    await expect(screen.page.get_by_role("button", name="Show me")).to_be_visible()
    await screen.page.set_viewport_size({"width": 1560, "height": 1180})
    await screen.picture("conversation.png", screen.phone(customer.first_name).locator(".screen"))
    assert screen.wrongs == []
