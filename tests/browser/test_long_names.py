"""Names as long as Telegram allows them, in one word: nothing sticks out, nothing is pushed out of reach."""

import pytest
from aiogram.types import KeyboardButton, ReplyKeyboardMarkup
from playwright.async_api import Browser, Locator, expect

from playground import Playground
from tests.browser.alone import Alone
from tests.browser.browsing import Screen, open_screen

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIZES = [(390, 844), (1080, 800), (1560, 940)]
NAMES = {"en": "W" * 64, "fa": "ژ" * 64}
WIDER_THAN_THE_PAGE = "document.documentElement.scrollWidth > innerWidth"
STICKS_OUT = """(phone) => {
  const screen = phone.getBoundingClientRect();
  return [...phone.querySelectorAll("*")].filter((part) => {
    const box = part.getBoundingClientRect();
    return box.width > 0 && (box.left < screen.left - 1 || box.right > screen.right + 1) && !part.closest("svg");
  }).map((part) => `${part.tagName} ${part.className}`);
}"""


@pytest.mark.parametrize("language", ["en", "fa"])
async def test_nothing_sticks_out_of_a_phone(browser: Browser, language: str) -> None:
    alone, name = Alone(Playground(seed=6)), NAMES[language]
    await alone.opens()
    somebody = alone.playground.person(name, language)
    await somebody.starts()
    group = await alone.playground.group("M" * 128, [somebody, alone.person("Ewa")], forum=True)
    await somebody.within(group.record).opens_topic("T" * 128)
    async with alone.bot() as bot:
        keys = [[KeyboardButton(text=f"{number} {'k' * 40}")] for number in range(15)]
        await bot.send_message(somebody.id, "Z" * 200, reply_markup=ReplyKeyboardMarkup(keyboard=keys))
    for size in SIZES:
        screen = await open_screen(browser, alone.playground.url, size)
        await opens_phone(screen, name)
        await fits(screen, screen.phone(name))
        await screen.page.context.close()
        assert screen.wrongs == []
    await alone.playground.stop()


async def opens_phone(screen: Screen, name: str) -> None:
    await screen.page.get_by_role("button", name="Everybody").click()
    await screen.page.get_by_role("dialog").get_by_role("button", name=name).click()
    await expect(screen.phone(name).locator(".key").first).to_be_visible()


async def fits(screen: Screen, phone: Locator) -> None:
    assert not await screen.page.evaluate(WIDER_THAN_THE_PAGE)
    assert await phone.evaluate(STICKS_OUT) == []
    messages = await phone.locator(".messages").bounding_box()
    assert messages is not None
    assert messages["height"] > 150
    await phone.locator(".caption .icon-button").click(trial=True)
    await phone.locator(".chat-head .icon-button:visible").last.click()
    await screen.page.get_by_role("menuitem", name="M" * 128).click()
    await expect(phone.locator(".topics-list button")).to_have_count(2)
    assert not await screen.page.evaluate(WIDER_THAN_THE_PAGE)
    assert await phone.evaluate(STICKS_OUT) == []
