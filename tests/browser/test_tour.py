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
    await screen.sees(customer.first_name, "Marek rated you")
    await screen.sees("Marek", "Quick, tidy and kind.")
    await expect(screen.page.get_by_role("button", name="Show me")).to_be_visible()
    await screen.picture("conversation.png", screen.phone(customer.first_name))


async def test_the_tour_can_be_stopped_and_played_again(screen: Screen) -> None:
    await screen.page.get_by_role("button", name="Show me").click()
    await expect(screen.page.locator(".tour-caption")).to_contain_text("What is broken", timeout=20_000)
    await screen.page.get_by_role("button", name="Stop").click()
    await expect(screen.page.get_by_role("button", name="Show me")).to_be_visible()
    await screen.page.get_by_role("button", name="Show me").click()
    await expect(screen.page.locator(".tour-caption")).to_contain_text("presses Start", timeout=20_000)
    await screen.page.get_by_role("button", name="Stop").click()
