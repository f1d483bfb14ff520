"""What a newcomer does with the mouse and the keyboard: order, accept, choose places, kill the bot."""

import pytest
from playwright.async_api import expect

from bot.demo.city import City
from playground.sample_files import sample_picture
from tests.browser.browsing import PATIENCE_MS, Screen

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def adds(screen: Screen, name: str, language: str = "English") -> None:
    """Add somebody by the dialog and press Start on their phone."""
    await screen.page.get_by_role("button", name="Add a person").click()
    dialog = screen.page.get_by_role("dialog")
    await dialog.get_by_label("Name").fill(name)
    await dialog.get_by_label("Telegram speaks").select_option(label=language)
    await dialog.get_by_role("button", name="Add").click()
    await screen.phone(name).locator(".big-button").click()


async def describes(screen: Screen, name: str) -> None:
    """From Start to the question where."""
    await screen.tap(name, "I agree")
    await screen.tap(name, "New order")
    await screen.tap(name, "Water and drains")
    await screen.tap(name, "Leaking pipe")
    await screen.sees(name, "What is wrong?")


async def chooses_place(screen: Screen, name: str) -> None:
    """Click the map, a little off its middle, and send it."""
    await screen.key(name, "Share my location")
    dialog = screen.page.get_by_role("dialog")
    box = await dialog.locator("svg.map").bounding_box()
    assert box is not None
    await screen.page.mouse.click(box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.45)
    await dialog.get_by_role("button", name="Send").click()


async def test_an_order_and_its_acceptance_by_clicking(screen: Screen, city: City) -> None:
    await adds(screen, "Zofia")
    await describes(screen, "Zofia")
    await screen.types("Zofia", "Water under the sink.")
    await screen.phone("Zofia").get_by_role("button", name="Attach").click()
    async with screen.page.expect_file_chooser() as chooser:
        await screen.page.get_by_role("menuitem", name="Photo").click()
    picture = {"name": "sink.png", "mimeType": "image/png", "buffer": sample_picture(3)}
    await (await chooser.value).set_files([picture])  # type: ignore[list-item]  # a TypedDict written as a dict
    await expect(screen.phone("Zofia").locator(".picture img")).to_be_visible()
    await screen.sees("Zofia", "1 photo")
    await screen.tap("Zofia", "Continue")
    await chooses_place(screen, "Zofia")
    await screen.tap("Zofia", "As soon as possible")
    await screen.tap("Zofia", "1")
    await screen.key("Zofia", "Share my number")
    await screen.tap("Zofia", "Order for")
    await screen.sees("Zofia", "Looking for a technician")
    await expect(screen.page.locator(".map .circle").first).to_be_attached(timeout=PATIENCE_MS)
    await screen.picture("map.png", screen.page.locator(".city-card"))
    await screen.tap("Marek", "Przyjmij")
    await screen.sees("Zofia", "Your technician is found")
    await screen.tap("Marek", "Jadę")
    await screen.sees("Zofia", "Marek")
