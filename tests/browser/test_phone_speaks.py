"""A phone speaks its person's language, and what the bot sends can be opened, read and dismissed without a mouse."""

from typing import Any

import pytest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from playwright.async_api import Locator, Route, expect

from tests.browser.alone import Alone
from tests.browser.browsing import Screen, eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")

SPOKEN = {
    "Ewa": {
        "more": "Więcej", "group": "Nowa grupa…", "title": "Nazwa", "make": "Utwórz", "members": "2 uczestników",
        "attach": "Załącz", "other": "Cudzy kontakt", "somebody": "Ktoś spoza Telegrama", "close": "Zamknij",
        "place": "Miejsce", "city": "Całe miasto", "gone": "Tego przycisku już nie ma.", "expand": "Pokaż całość",
        "pinned": "przypięto wiadomość",
    },
    "امید": {
        "more": "بیشتر", "group": "گروه تازه…", "title": "نام گروه", "make": "ساختن", "members": "۲ عضو",
        "attach": "پیوست", "other": "مخاطب دیگر", "somebody": "کسی که در تلگرام نیست", "close": "بستن",
        "place": "مکان", "city": "همهٔ شهر", "gone": "این دکمه دیگر وجود ندارد.", "expand": "نمایش کامل",
        "pinned": "پیامی را سنجاق کرد",
    },
}  # fmt: skip
LEFT_EDGES = """(command) => [0, 1].map((at) => {
  const range = document.createRange();
  range.setStart(command.firstChild, at);
  range.setEnd(command.firstChild, at + 1);
  return range.getBoundingClientRect().left;
})"""
"""Where the first two characters of an element begin."""
QUOTE = "<blockquote expandable>" + "\n".join(f"line {number}" for number in range(12)) + "</blockquote>"


@pytest.mark.parametrize("name", list(SPOKEN), ids=["pl", "fa"])
async def test_dialogs_notes_and_refusals_are_in_the_persons_language(bare: Screen, alone: Alone, name: str) -> None:
    phone, said, dialog = bare.phone(name), SPOKEN[name], bare.page.get_by_role("dialog")
    await chooses(bare, phone, said["attach"], said["other"])
    await expect(dialog).to_contain_text(said["somebody"])
    assert await bare.serious_faults() == []
    await dialog.get_by_role("button", name=said["close"]).click()
    await chooses(bare, phone, said["attach"], said["place"])
    await expect(dialog.get_by_role("button", name=said["city"])).to_be_visible()
    await dialog.get_by_role("button", name=said["close"]).click()
    async with alone.bot() as bot:
        sent = await bot.send_message(alone.person(name).id, "x", reply_markup=keyboard("gone"))
        await bot.pin_chat_message(alone.person(name).id, sent.message_id)
        await expect(phone.locator(".service", has_text=said["pinned"])).to_be_visible()
        await bare.page.route("**/stage/act", forges)
        await phone.locator(".inline-button").click()
    await expect(phone.locator(".toast.refused")).to_have_text(said["gone"])
    await bare.page.unroute("**/stage/act")
    await chooses(bare, phone, said["more"], said["group"])
    await dialog.get_by_label(said["title"]).fill("Biuro")
    assert await bare.serious_faults() == []
    await dialog.get_by_role("button", name=said["make"]).click()
    await expect(phone.locator(".chat-status")).to_have_text(said["members"])
    bare.wrongs[:] = [wrong for wrong in bare.wrongs if "400 (Bad Request)" not in wrong]


async def test_a_command_in_a_persian_line_begins_with_its_slash(bare: Screen, alone: Alone) -> None:
    async with alone.bot() as bot:
        await bot.send_message(alone.person("امید").id, "تغییر دهید: \u200e/preferences")
    command = bare.phone("امید").locator(".command", has_text="/preferences").last
    await expect(command).to_be_visible()
    slash, letter = await command.evaluate(LEFT_EDGES)
    assert slash < letter


def keyboard(data: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Go", callback_data=data)]])


async def forges(route: Route) -> None:
    """Press a button that is not there, as one would whose phone is behind."""
    asked: Any = route.request.post_data_json
    await route.continue_(post_data=asked | {"callback_data": "another"})


async def chooses(bare: Screen, phone: Locator, button: str, item: str) -> None:
    await phone.get_by_role("button", name=button, exact=True).click()
    await bare.chooses(item)


@pytest.mark.parametrize("name", list(SPOKEN), ids=["pl", "fa"])
async def test_what_the_bot_sends_is_opened_by_the_keyboard(bare: Screen, alone: Alone, name: str) -> None:
    phone, page, person = bare.phone(name), bare.page, alone.person(name)
    text = f"<b>Bold</b> {QUOTE}\n<tg-spoiler>the code</tg-spoiler>"
    async with alone.bot() as bot:
        sent = await bot.send_message(person.id, text, parse_mode="HTML", reply_markup=keyboard("go"))
        expand = phone.get_by_role("button", name=SPOKEN[name]["expand"])
        await expand.press("Enter")
        await expect(phone.locator("blockquote.open")).to_contain_text("line 11")
        assert await bare.serious_faults() == []
        await phone.locator(".spoiler").press("Enter")
        await expect(phone.locator(".spoiler.shown")).to_have_text("the code")
        await sent.edit_text("in its place", reply_markup=keyboard("go"))
        await expect(phone.locator(".bubble.theirs .text")).to_have_text("in its place")
        await phone.locator(".inline-button").press("Enter")
        await eventually(lambda: was_pressed(alone))
        query = next(iter(alone.playground.world.state.callbacks.values()))
        await bot.answer_callback_query(query.id, text="Read me", show_alert=True)
        alert = phone.get_by_role("alertdialog")
        await expect(alert.get_by_role("button")).to_be_focused()
        assert await bare.serious_faults() == []
        await page.keyboard.press("Shift+Tab")
        assert not await phone.locator(".screen > :not(.alert-cover) :focus").count()
        await alert.get_by_role("button").click()
        await expect(alert).to_have_count(0)


async def was_pressed(alone: Alone) -> bool:
    return bool(alone.playground.world.state.callbacks)
