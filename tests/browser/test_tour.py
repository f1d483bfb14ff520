"""The tour stops and plays again when told to; the whole city can begin anew under whoever watches."""

import pytest
from playwright.async_api import expect

from bot.demo.city import City
from tests.browser.browsing import PATIENCE_MS, Screen

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
