"""Right to left, narrow, dark, by screen reader: the page is for everybody."""

import pytest
from playwright.async_api import expect

from tests.browser.browsing import Screen
from tests.browser.conftest import Opens

pytestmark = pytest.mark.asyncio(loop_scope="session")

PERSIAN = "لیلا"
NARROW = (390, 844)


async def test_a_persian_phone_is_right_to_left(screen: Screen) -> None:
    phone = screen.phone(PERSIAN)
    assert await phone.evaluate("phone => getComputedStyle(phone).direction") == "rtl"
    bubble = phone.locator(".bubble.theirs .text").last
    assert await bubble.evaluate("text => getComputedStyle(text).direction") == "rtl"
    clip = await phone.get_by_role("button", name="پیوست").bounding_box()
    line = await phone.locator("textarea").bounding_box()
    assert clip is not None
    assert line is not None
    assert clip["x"] > line["x"]
    english = screen.phone("Anna")
    assert await english.evaluate("phone => getComputedStyle(phone).direction") == "ltr"


async def test_a_narrow_page_shows_one_phone_with_tabs(opens: Opens) -> None:
    screen = await opens(NARROW)
    page = screen.page
    assert await page.evaluate("document.documentElement.scrollWidth") == NARROW[0]
    await expect(page.locator(".phone:visible")).to_have_count(1)
    await page.get_by_role("tab", name=PERSIAN).click()
    await expect(screen.phone(PERSIAN)).to_be_visible()
    await expect(page.locator(".phone:visible")).to_have_count(1)
    await page.get_by_role("button", name="City").click()
    await expect(page.locator("svg.map")).to_be_visible()
    await expect(page.locator(".phone:visible")).to_have_count(0)
    await page.get_by_role("button", name="Director").click()
    await expect(page.get_by_label("Speed of the world")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") == NARROW[0]


async def test_tabs_are_walked_by_the_arrow_keys(opens: Opens) -> None:
    screen = await opens(NARROW)
    first = screen.page.get_by_role("tablist", name="Whose phone").get_by_role("tab").first
    await first.focus()
    await screen.page.keyboard.press("ArrowRight")
    chosen = screen.page.get_by_role("tab", selected=True).first
    await expect(chosen).to_be_focused()
    await expect(first).to_have_attribute("aria-selected", "false")


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
    await screen.page.get_by_role("menuitem", name="مکان").click()
    await expect(screen.page.get_by_role("dialog")).to_be_visible()
    assert await screen.serious_faults() == []


async def test_axe_would_find_a_serious_fault(screen: Screen) -> None:
    await screen.page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=/web/icon.svg>')")
    assert any(fault.startswith("image-alt") for fault in await screen.serious_faults())
