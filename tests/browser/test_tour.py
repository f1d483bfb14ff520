"""'Show me' plays an order from Start to both ratings by itself, in under a minute."""

import time

import pytest
from playwright.async_api import expect

from bot.demo.city import City
from tests.browser.browsing import Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

A_MINUTE = 60.0


async def test_the_tour_plays_an_order_to_both_ratings(screen: Screen, city: City) -> None:
    began = time.monotonic()
    await screen.page.get_by_role("button", name="Show me").click()
    caption = screen.page.locator(".tour-caption")
    await expect(caption).to_contain_text("Now he sees the address", timeout=A_MINUTE * 1000)
    await screen.picture("phones.png")
    await expect(caption).to_contain_text("from Start to both ratings", timeout=A_MINUTE * 1000)
    assert time.monotonic() - began < A_MINUTE
    customer = city.tour.customer
    assert customer is not None
    await screen.sees(customer.first_name, "Bartek rated you")
    await screen.sees("Bartek", "Quick, tidy and kind.")
    await expect(screen.page.get_by_role("button", name="Show me")).to_be_visible()
    await screen.page.set_viewport_size({"width": 1560, "height": 1180})
    await screen.picture("conversation.png", screen.phone(customer.first_name).locator(".screen"))


async def test_the_tour_can_be_stopped_and_played_again(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Show me").click()
    await expect(screen.page.locator(".tour-caption")).to_contain_text("What is broken", timeout=20_000)
    await screen.page.get_by_role("button", name="Stop").click()
    await expect(screen.page.get_by_role("button", name="Show me")).to_be_visible()
    await screen.page.get_by_role("button", name="Show me").click()
    await expect(screen.page.locator(".tour-caption")).to_contain_text("presses Start", timeout=20_000)
    await screen.page.get_by_role("button", name="Stop").click()


async def test_the_city_begins_anew(screen: Screen, city: City) -> None:
    before = city.tour.customer
    button = screen.page.get_by_role("button", name="Begin anew")
    await button.click()
    await expect(button).to_be_disabled()
    await expect(button).to_be_enabled(timeout=90_000)
    assert city.tour.customer is not before
    await expect(screen.phone("Anna").locator(".big-button")).to_be_visible(timeout=20_000)
    await expect(screen.phone("Anna").locator(".message")).to_have_count(0)
    await expect(screen.page.locator(".map .marker.kind-free").first).to_be_attached(timeout=20_000)
    await expect(screen.page.locator(".map .marker.kind-over")).to_have_count(0)
