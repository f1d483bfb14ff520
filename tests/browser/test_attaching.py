"""What a chat holds besides words: pictures, voices, files, positions, forwards; topics; what is new."""

import asyncio
import base64
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from playwright.async_api import Locator, expect

from bot.demo.city import City
from playground.sample_files import sample_picture, sample_voice
from playground.world.state import Message
from tests.browser.browsing import Screen, eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")

PICTURE = base64.b64encode(sample_picture(5)).decode()
DROPPED = """(content) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], "sink.png", { type: "image/png" }));
  return carried;
}"""
COPIED = """async (content) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  await navigator.clipboard.write([new ClipboardItem({ "image/png": new Blob([bytes], { type: "image/png" }) })]);
}"""


STICKS_OUT = """(phone) => [...phone.querySelectorAll(".bubble")].flatMap((bubble) => {
  const { left, right } = bubble.getBoundingClientRect();
  const inside = [...bubble.querySelectorAll("*")].map((part) => [part.className, part.getBoundingClientRect()]);
  return inside.filter(([, box]) => box.left < left - 1 || box.right > right + 1).map(([name]) => String(name));
})"""


@pytest_asyncio.fixture(loop_scope="session")
async def telegram(city: City) -> AsyncIterator[Bot]:
    """The bot's own voice, for what the market says only seldom."""
    playground = city.town.playground
    api = TelegramAPIServer.from_base(playground.url)
    async with Bot(playground.token, session=AiohttpSession(api=api)) as bot:
        yield bot


def upload(content: bytes, name: str = "file") -> BufferedInputFile:
    return BufferedInputFile(content, name)


def latest(city: City, name: str, kind: str) -> Message:
    """The newest message of this kind that the bot got from them."""
    person = next(one for one in city.town.playground.people.values() if one.first_name == name)
    return next(message for message in reversed(person.chat.messages) if kind in message.content)


async def attaches(screen: Screen, phone: Locator, what: str) -> None:
    await phone.get_by_role("button", name="Attach").click()
    await screen.chooses(what)


async def test_a_picture_is_dropped_onto_the_phone(screen: Screen) -> None:
    name = "Ada"
    phone = await screen.adds(name)
    carried = await screen.page.evaluate_handle(DROPPED, PICTURE)
    await phone.locator(".screen").dispatch_event("dragover", {"dataTransfer": carried})
    await expect(phone.locator(".drop-hint")).to_be_visible()
    await phone.locator(".screen").dispatch_event("drop", {"dataTransfer": carried})
    await expect(phone.locator(".message.own .picture img")).to_be_visible()
    await expect(phone.locator(".drop-hint")).to_be_hidden()


async def test_a_picture_is_pasted_with_the_words_on_the_line(screen: Screen) -> None:
    name = "Bea"
    phone = await screen.adds(name)
    line = phone.locator("textarea")
    await line.fill("Under the sink")
    await screen.page.evaluate(COPIED, PICTURE)
    await line.press("Control+v")
    await expect(phone.locator(".message.own .picture img")).to_be_visible()
    await expect(phone.locator(".message.own", has=screen.page.locator(".picture"))).to_contain_text("Under the sink")
    await expect(line).to_have_value("")


async def test_a_sample_of_a_voice_is_sent_and_listened_to(screen: Screen) -> None:
    name = "Cleo"
    phone = await screen.adds(name)
    await attaches(screen, phone, "Voice message")
    voice = phone.locator(".message.own .voice")
    await expect(voice).to_contain_text("0:04")
    await voice.get_by_role("button").click()
    await expect(voice).to_have_class("voice playing")


async def test_the_microphone_records_what_is_said(screen: Screen, city: City) -> None:
    name = "Dora"
    phone = await screen.adds(name)
    await attaches(screen, phone, "Record a voice message")
    await phone.locator(".recording").get_by_role("button", name="Cancel").click()
    await expect(phone.locator("textarea")).to_be_visible()
    await attaches(screen, phone, "Record a voice message")
    await expect(phone.locator(".recording")).to_contain_text("0:01")
    await phone.locator(".recording").get_by_role("button", name="Send").click()
    await expect(phone.locator(".message.own .voice")).to_have_count(1)
    voice = latest(city, name, "voice").content["voice"]
    stored = city.town.playground.world.state.files[voice["file_id"]]
    assert stored.mime_type.startswith("audio/")
    assert stored.size > 1000
    assert 1 <= voice["duration"] <= 60


async def test_without_the_right_to_the_microphone_nothing_is_recorded(screen: Screen) -> None:
    name = "Edda"
    phone = await screen.adds(name)
    await screen.page.context.clear_permissions()
    await attaches(screen, phone, "Record a voice message")
    await expect(phone.locator(".toast")).to_contain_text("The microphone is not to be had.")
    await expect(phone.locator("textarea")).to_be_visible()


async def test_a_live_position_is_dragged_and_drives_by_itself(screen: Screen, city: City) -> None:
    name = "Fay"
    phone = await screen.adds(name)
    await attaches(screen, phone, "Live position")
    dialog = screen.page.get_by_role("dialog")
    await dialog.get_by_role("button", name="Send").click()
    await expect(phone.locator(".message.own .live")).to_be_visible()
    first = latest(city, name, "location").content["location"]
    await attaches(screen, phone, "Move the position")
    await drags(screen, dialog.locator(".chosen-place"), 60, 40)
    await eventually(lambda: is_elsewhere(city, name, first))
    await dialog.get_by_role("button", name="Send").click()
    await expect(dialog).to_have_count(0)
    dragged = latest(city, name, "location").content["location"]
    assert dragged["longitude"] > first["longitude"]
    assert dragged["latitude"] < first["latitude"]
    await attaches(screen, phone, "Drive there by itself")
    await drags(screen, dialog.locator(".chosen-place"), -80, -60)
    await dialog.get_by_role("button", name="Send").click()
    await eventually(lambda: is_elsewhere(city, name, dragged))
    await attaches(screen, phone, "Stop sharing")
    await expect(phone.locator(".message.own .live")).to_have_count(0)


async def drags(screen: Screen, pin: Locator, right: float, down: float) -> None:
    """Take the pin, as soon as the map around it has its size; move it by so many pixels, let go."""
    await pin.hover()
    box = await pin.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3
    await screen.page.mouse.move(x, y)
    await screen.page.mouse.down()
    await screen.page.mouse.move(x + right / 2, y + down / 2)
    await screen.page.mouse.move(x + right, y + down)
    await screen.page.mouse.up()


async def is_elsewhere(city: City, name: str, place: dict[str, float]) -> bool:
    now = latest(city, name, "location").content["location"]
    return (now["latitude"], now["longitude"]) != (place["latitude"], place["longitude"])


async def test_a_message_is_forwarded_and_answered(screen: Screen) -> None:
    name = "Greta"
    phone = await screen.adds(name)
    await screen.types(name, "The tap drips")
    mine = phone.locator(".message.own", has_text="The tap drips")
    await mine.click(button="right")
    await screen.chooses("Forward")
    await expect(mine).to_have_count(2)
    await expect(mine.last).to_contain_text(f"Forwarded from {name}")
    await mine.first.click(button="right")
    await screen.chooses("Reply")
    await screen.types(name, "since yesterday")
    await expect(phone.locator(".message.own", has_text="since yesterday").locator(".quote")).to_contain_text("drips")


async def politely(send: Callable[[], Awaitable[object]]) -> None:
    """As often as it takes: this Telegram has its limits too."""
    while True:
        try:
            await send()
        except TelegramRetryAfter as later:
            await asyncio.sleep(later.retry_after)
        else:
            return


@pytest.mark.parametrize(
    ("name", "language", "typing"),
    [("Ines", "English", "typing…"), ("نرگس", "فارسی", "در حال نوشتن…")],
    ids=["en", "fa"],
)
async def test_what_the_bot_sends_and_does_is_seen(
    screen: Screen, city: City, telegram: Bot, name: str, language: str, typing: str
) -> None:
    phone, page = await screen.adds(name, language), screen.page
    chat = next(one.id for one in city.town.playground.people.values() if one.first_name == name)
    pictures = [upload(sample_picture(n)) for n in range(3)]
    gone = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Gone", callback_data="gone")]])
    await politely(lambda: telegram.send_media_group(chat, [InputMediaPhoto(media=one) for one in pictures]))
    await politely(lambda: telegram.send_document(chat, upload(b"1,2\n" * 3000, "bill.csv")))
    await politely(lambda: telegram.send_voice(chat, upload(sample_voice(3)), duration=3))
    await politely(lambda: telegram.send_message(chat, "Old", reply_markup=gone))
    await expect(phone.locator(".album img")).to_have_count(3)
    await expect(phone.locator(".file")).to_contain_text("12 KB")
    async with page.expect_download() as download:
        await phone.locator(".file").click()
    assert (await (await download.value).path()).read_bytes() == b"1,2\n" * 3000
    await telegram.send_chat_action(chat, "typing")
    await expect(phone.locator(".chat-names")).to_contain_text(typing)
    await screen.tap(name, "Gone")
    await expect(phone.locator(".toast")).to_be_visible()
    assert await phone.evaluate(STICKS_OUT) == []
    await phone.locator(".messages").evaluate("(messages) => messages.scrollTo(0, 0)")
    await expect(phone.locator(".to-end")).to_be_visible()
    await politely(lambda: telegram.send_message(chat, "News"))
    await expect(phone.locator(".to-end .badge")).to_have_text("1")
    await phone.locator(".to-end").click()
    await expect(phone.locator(".to-end .badge")).to_be_hidden()
    await expect(phone.locator(".message", has_text="News")).to_be_in_viewport()


async def test_a_group_has_topics_to_choose_from_and_to_write_in(screen: Screen, city: City) -> None:
    name = "Hedda"
    phone = await screen.adds(name)
    await phone.get_by_role("button", name="More", exact=True).click()
    await screen.chooses("New group…")
    dialog = screen.page.get_by_role("dialog")
    await dialog.get_by_label("Title").fill("Office")
    await dialog.get_by_label("With topics").check()
    await dialog.get_by_role("button", name="Make it").click()
    topics = phone.get_by_role("navigation", name="Topics")
    await expect(topics.get_by_role("button", name="General")).to_be_visible()
    await expect(phone.locator("textarea")).to_have_count(0)
    await topics.get_by_role("button", name="New topic").click()
    await dialog.get_by_label("Name").fill("Orders")
    await dialog.get_by_role("button", name="OK").click()
    await topics.get_by_role("button", name="Orders").click()
    await screen.types(name, "Who is on duty?")
    await expect(phone.locator(".message.own", has_text="Who is on duty?")).to_be_visible()
    group = next(chat for chat in city.town.playground.world.state.chats.values() if chat.title == "Office")
    said = next(message for message in group.messages.values() if message.text == "Who is on duty?")
    assert said.thread_id in group.topics
    await phone.get_by_role("button", name="Topics").click()
    await expect(topics.get_by_role("button", name="Orders")).to_contain_text("Who is on duty?")
    assert await screen.serious_faults() == []
    await topics.get_by_role("button", name="General").click()
    await expect(phone.locator(".message", has_text="Who is on duty?")).to_have_count(0)
