"""What a newcomer does with the mouse and the keyboard: order, accept, choose places, kill the bot."""

import pytest
from playwright.async_api import FilePayload, expect

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
    await dialog.get_by_role("button", name="Nearer").click()
    box = await dialog.locator("svg.map").bounding_box()
    assert box is not None
    place = await dialog.locator("output").inner_text()
    x, y = box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.45
    await screen.page.mouse.click(x, y)
    await expect(dialog.locator("output")).not_to_have_text(place, timeout=PATIENCE_MS)  # a busy page hears it later
    pin = await dialog.locator(".chosen-place").bounding_box()
    assert pin is not None
    assert abs(pin["x"] + pin["width"] / 2 - x) < 3
    assert abs(pin["y"] + pin["height"] - y) < 4
    await dialog.get_by_role("button", name="Send").click()


async def test_an_order_and_its_acceptance_by_clicking(screen: Screen, city: City) -> None:
    await adds(screen, "Zofia")
    await describes(screen, "Zofia")
    await screen.types("Zofia", "Water under the sink.")
    await screen.phone("Zofia").get_by_role("button", name="Attach").click()
    async with screen.page.expect_file_chooser() as chooser:
        await screen.page.get_by_role("menuitem", name="Photo").click()
    picture = FilePayload(name="sink.png", mimeType="image/png", buffer=sample_picture(3))
    await (await chooser.value).set_files([picture])
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
    for _ in range(2):
        await screen.page.get_by_role("button", name="Nearer").click()
    await screen.picture("map.png", screen.page.locator(".city-card"))
    await screen.tap("Bartek", "Przyjmij")
    await screen.sees("Zofia", "Your technician is found")
    await screen.tap("Bartek", "Jadę")
    await screen.sees("Zofia", "Bartek")


async def test_the_bot_is_killed_in_the_middle_and_the_conversation_goes_on(screen: Screen, city: City) -> None:
    await adds(screen, "Hanna")
    await describes(screen, "Hanna")
    running = screen.page.get_by_label("The bot is running")
    await running.uncheck()
    while city.town.bot_runs:
        await screen.page.wait_for_timeout(50)
    await screen.types("Hanna", "The drain gurgles.")
    await screen.sees("Hanna", "The drain gurgles.")
    await screen.page.wait_for_timeout(700)
    await expect(screen.phone("Hanna").locator(".theirs", has_text="Anything else?")).to_have_count(0)
    await running.check()
    await screen.sees("Hanna", "Anything else?")
    await screen.tap("Hanna", "Continue")
    await screen.sees("Hanna", "Where should we come?")


async def test_one_blocks_the_bot_and_lets_it_in_again(screen: Screen) -> None:
    await adds(screen, "Gosia")
    await screen.tap("Gosia", "I agree")
    phone = screen.phone("Gosia")
    await phone.get_by_role("button", name="More", exact=True).click()
    await screen.page.get_by_role("menuitem", name="Block the bot").click()
    await expect(phone).to_contain_text("You have blocked this bot.")
    await phone.get_by_role("button", name="Unblock the bot").click()
    await expect(phone.locator("textarea")).to_be_visible()


async def test_own_messages_are_edited_and_deleted(screen: Screen) -> None:
    await adds(screen, "Iga")
    await screen.types("Iga", "helo")
    phone = screen.phone("Iga")
    mine = phone.locator(".message.own", has_text="helo")
    await mine.click(button="right")
    await screen.page.get_by_role("menuitem", name="Edit").click()
    await screen.types("Iga", "hello there")
    mine = phone.locator(".message.own", has_text="hello there")
    await expect(mine).to_contain_text("edited")
    await mine.click(button="right")
    await screen.page.get_by_role("menuitem", name="Delete").click()
    await expect(mine).to_have_count(0)


async def test_the_commands_menu_works_by_the_keyboard(screen: Screen) -> None:
    await adds(screen, "Jola")
    await screen.tap("Jola", "I agree")
    await screen.sees("Jola", "What can we do for you")
    await screen.page.reload()
    await screen.page.wait_for_selector("body[data-ready]")
    await screen.phone("Jola").locator("textarea").press("/")
    menu = screen.page.get_by_role("menu")
    await expect(menu.get_by_role("menuitem").first).to_be_focused()
    await menu.get_by_role("menuitem", name="/help").focus()
    await screen.page.keyboard.press("Enter")
    await screen.sees("Jola", "/help")


async def test_a_click_on_the_map_tells_an_orders_history_and_opens_a_phone(screen: Screen, city: City) -> None:
    await screen.page.get_by_text("Everything as a list").click()
    listed = screen.page.locator(".as-list")
    await listed.get_by_role("button", name="Kasia").click()
    await expect(screen.phone("Kasia")).to_be_visible()
    await listed.get_by_role("button", name="Order 1").click()
    await expect(screen.page.locator(".story")).to_contain_text("placed by")
