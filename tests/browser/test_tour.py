"""The tour stops and plays again when told to; the whole city can begin anew under whoever watches."""

import pytest
from playwright.async_api import Locator, expect

from bot.demo.city import City
from tests.browser.browsing import PATIENCE_MS, Screen
from tests.browser.conftest import Opens

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_tour_can_be_stopped_and_played_again(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Show me").click()
    await expect(screen.page.locator(".tour-caption")).to_contain_text("What is kept", timeout=PATIENCE_MS)
    await screen.page.get_by_role("button", name="Stop").click()
    await expect(screen.page.get_by_role("button", name="Show me")).to_be_visible()
    await screen.page.get_by_role("button", name="Show me").click()
    await expect(screen.page.locator(".tour-caption")).to_contain_text("presses Start", timeout=PATIENCE_MS)
    await screen.page.get_by_role("button", name="Stop").click()
    await expect(screen.page.get_by_role("button", name="Show me")).to_be_visible()


async def test_the_tour_is_seen_on_a_narrow_page_and_goes_at_its_own_pace(opens: Opens, city: City) -> None:
    screen = await opens((390, 844))
    page, controls = screen.page, city.town.playground.controls
    await controls.change("speed", 60.0)
    await page.get_by_role("button", name="City").click()
    await page.get_by_role("button", name="Show me").click()
    caption = page.locator(".tour-caption")
    await expect(caption).to_contain_text("What is kept", timeout=PATIENCE_MS)
    assert city.town.speed == 1.0
    await expect(page.locator(".phone:visible")).to_have_count(1)
    assert await lowest(caption) <= await highest(page.locator(".phone:visible"))
    stop = page.get_by_role("button", name="Stop")
    await stop.evaluate("(button) => { button.click(); button.click(); button.click(); }")
    await expect(page.get_by_role("button", name="Show me")).to_be_visible()
    await page.wait_for_timeout(1500)  # long enough for a second tour to say something
    await expect(page.get_by_role("button", name="Show me")).to_be_visible()
    await expect(page.locator(".lit")).to_have_count(0)
    assert city.town.speed == 60.0
    await controls.change("speed", 1.0)


async def lowest(element: Locator) -> float:
    box = await element.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


async def highest(element: Locator) -> float:
    box = await element.bounding_box()
    assert box is not None
    return box["y"]


async def test_the_city_begins_anew(screen: Screen, city: City) -> None:
    before = city.tour.customer
    button = screen.page.get_by_role("button", name="Begin anew")
    await button.click()
    await expect(button).to_be_disabled()
    await expect(button).to_be_enabled(timeout=90_000)
    assert city.tour.customer is not before
    await expect(screen.phone("Anna").locator(".big-button")).to_be_visible()
    await expect(screen.phone("Anna").locator(".message")).to_have_count(0)
    await expect(screen.page.locator(".map .marker.kind-free").first).to_be_attached()
    await expect(screen.page.locator(".map .marker.kind-over")).to_have_count(0)
