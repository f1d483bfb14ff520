"""What a newcomer does with the mouse and the keyboard: order, accept, choose places, kill the bot."""

import pytest
from playwright.async_api import FilePayload, Locator, expect

from bot.demo.city import City
from playground.sample_files import sample_picture
from tests.browser.browsing import Screen, eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def describes(screen: Screen, name: str) -> None:
    """From Start to the question where."""
    await screen.tap(name, "I agree")
    await screen.tap(name, "New order")
    await screen.tap(name, "Water and drains")
    await screen.tap(name, "Leaking pipe")
    await screen.sees(name, "What is wrong?")


async def sends_picture(screen: Screen, name: str) -> None:
    """By the clip and the machine's own dialog."""
    await screen.phone(name).get_by_role("button", name="Attach").click()
    async with screen.page.expect_file_chooser() as chooser:
        await screen.chooses("Photo")
    await (await chooser.value).set_files(
        [FilePayload(name="sink.png", mimeType="image/png", buffer=sample_picture(3))]
    )
    await expect(screen.phone(name).locator(".picture img")).to_be_visible()


async def chooses_place(screen: Screen, name: str) -> None:
    """Click the map, a little off its middle, and send it: the pin stands where the click was."""
    await screen.key(name, "Share my location")
    dialog = screen.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Nearer").click()
    box = await dialog.locator("svg.map").bounding_box()
    assert box is not None
    place = await dialog.locator("output").inner_text()
    x, y = box["x"] + box["width"] * 0.45, box["y"] + box["height"] * 0.45
    await screen.page.mouse.click(x, y)
    await expect(dialog.locator("output")).not_to_have_text(place)
    await eventually(lambda: stands_at(dialog.locator(".chosen-place"), x, y))
    await dialog.get_by_role("button", name="Send").click()


async def stands_at(pin: Locator, x: float, y: float) -> bool:
    """Whether the pin's tip is there, in pixels of the window; it is where it was until the next picture is drawn."""
    box = await pin.bounding_box()
    assert box is not None
    return abs(box["x"] + box["width"] / 2 - x) < 3 and abs(box["y"] + box["height"] - y) < 4


async def test_an_order_and_its_acceptance_by_clicking(screen: Screen) -> None:
    await screen.adds("Zofia")
    await describes(screen, "Zofia")
    await screen.types("Zofia", "Water under the sink.")
    await sends_picture(screen, "Zofia")
    await screen.sees("Zofia", "1 photo")
    await screen.tap("Zofia", "Continue")
    await chooses_place(screen, "Zofia")
    await screen.tap("Zofia", "As soon as possible")
    await screen.tap("Zofia", "1")
    await screen.key("Zofia", "Share my number")
    await screen.tap("Zofia", "Order for")
    await screen.sees("Zofia", "Looking for a technician")
    await expect(screen.page.locator(".map .circle").first).to_be_attached()
    for _ in range(2):
        await screen.page.get_by_role("button", name="Nearer").click()
    await screen.picture("map.png", screen.page.locator(".city-card"))
    await screen.tap("Bartek", "Przyjmij")
    await screen.sees("Zofia", "Your technician is found")
    await screen.tap("Bartek", "Jadę")
    await screen.sees("Zofia", "Bartek")
    await the_map_tells(screen)


async def the_map_tells(screen: Screen) -> None:
    """A click on an order tells its history, one on a technician opens the phone."""
    await screen.page.get_by_text("Everything as a list").click()
    listed = screen.page.locator(".as-list")
    await listed.get_by_role("button", name="Order ").first.click()
    await expect(screen.page.locator(".story")).to_contain_text("placed by Zofia")
    await expect(screen.page.locator(".story")).to_contain_text("Bartek accepted")
    await listed.get_by_role("button", name="Kasia").click()
    await expect(screen.phone("Kasia")).to_be_visible()


async def test_the_bot_is_killed_in_the_middle_and_the_conversation_goes_on(screen: Screen, city: City) -> None:
    await screen.adds("Hanna")
    await describes(screen, "Hanna")
    running = screen.page.get_by_label("The bot is running")
    await running.uncheck()

    async def is_gone() -> bool:
        return not city.town.bot_runs

    await eventually(is_gone)
    await screen.types("Hanna", "The drain gurgles.")
    await screen.sees("Hanna", "The drain gurgles.")
    await screen.page.wait_for_timeout(500)  # long enough for an answer, were there anybody to answer
    await expect(screen.phone("Hanna").locator(".theirs", has_text="Anything else?")).to_have_count(0)
    await running.check()
    await screen.sees("Hanna", "Anything else?")
    await screen.tap("Hanna", "Continue")
    await screen.sees("Hanna", "Where should we come?")


async def test_one_blocks_the_bot_and_lets_it_in_again(screen: Screen) -> None:
    phone = await screen.adds("Gosia")
    await screen.tap("Gosia", "I agree")
    await phone.get_by_role("button", name="More", exact=True).click()
    await screen.chooses("Block the bot")
    await expect(phone).to_contain_text("You have blocked this bot.")
    await phone.get_by_role("button", name="Unblock the bot").click()
    await expect(phone.locator("textarea")).to_be_visible()


async def test_own_messages_are_edited_and_deleted(screen: Screen) -> None:
    phone = await screen.adds("Iga")
    await screen.types("Iga", "helo")
    mine = phone.locator(".message.own", has_text="helo")
    await mine.click(button="right")
    await screen.chooses("Edit")
    await screen.types("Iga", "hello there")
    mine = phone.locator(".message.own", has_text="hello there")
    await expect(mine).to_contain_text("edited")
    await mine.click(button="right")
    await screen.chooses("Delete")
    await expect(mine).to_have_count(0)


async def test_the_commands_menu_works_by_the_keyboard(screen: Screen) -> None:
    phone = await screen.adds("Jola")
    await screen.tap("Jola", "I agree")
    await screen.sees("Jola", "What can we do for you")
    await expect(phone.get_by_role("button", name="Commands")).to_be_visible()
    await phone.locator("textarea").press_sequentially("/he")
    await expect(phone.get_by_role("option", selected=True)).to_contain_text("/help")
    await screen.page.keyboard.press("Enter")
    await screen.sees("Jola", "/help")
