"""The page over a bare playground, no market behind it: what the line keeps, what comes back after trouble."""

import asyncio
from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BotCommand
from playwright.async_api import Browser, FilePayload, Locator, Route, expect

from playground import Limits, Person, Playground
from playground.sample_files import sample_picture
from tests.browser.browsing import Screen, eventually, open_screen
from tests.playground.conftest import QuickSession

pytestmark = pytest.mark.asyncio(loop_scope="session")

COMMANDS = {"start": "Begin", "why": "Why was I asked?", "help": "What can be done here", "history": "Past orders"}


class Alone:
    """A playground that can be stopped and begun again at its address, and a bot that only says what it is told to."""

    def __init__(self, playground: Playground) -> None:
        self.playground = playground
        self.port = 0

    async def opens(self) -> None:
        """Serve, with the bot's commands set and Ewa and Omid there."""
        self.playground.limits = Limits.off()
        await self.playground.start(self.port)
        self.port = int(self.playground.url.rpartition(":")[2])
        if not self.playground.people:
            async with self.bot() as bot:
                await bot.set_my_commands([BotCommand(command=name, description=COMMANDS[name]) for name in COMMANDS])
            for name, language in (("Ewa", "pl"), ("امید", "fa")):
                await self.playground.person(name, language).starts()

    def bot(self) -> Bot:
        """The bot's voice."""
        api = TelegramAPIServer.from_base(self.playground.url)
        return Bot(self.playground.token, session=QuickSession(api=api))

    async def begins_anew(self) -> None:
        """As when `make run` is ended and started again: another process, another token, the same address."""
        await self.playground.stop()
        self.playground = Playground(seed=5)
        await self.opens()

    def person(self, name: str) -> Person:
        return next(one for one in self.playground.people.values() if one.first_name == name)

    def said(self, name: str) -> list[str]:
        """What the bot has got from them, in words."""
        chat = self.person(name).chat
        return [message.text for message in chat.messages if message.sender_id == chat.record.id]


@pytest_asyncio.fixture(loop_scope="session")
async def alone() -> AsyncIterator[Alone]:
    alone = Alone(Playground(seed=5))
    await alone.opens()
    yield alone
    await alone.playground.stop()


@pytest_asyncio.fixture(loop_scope="session")
async def screen(browser: Browser, alone: Alone) -> AsyncIterator[Screen]:
    screen = await open_screen(browser, alone.playground.url)
    yield screen
    await screen.page.context.close()
    assert screen.wrongs == []


async def has_said(alone: Alone, name: str, words: str) -> bool:
    return alone.said(name)[-1] == words


@pytest.mark.parametrize("name", ["Ewa", "امید"], ids=["pl", "fa"])
async def test_commands_are_offered_while_they_are_typed(screen: Screen, alone: Alone, name: str) -> None:
    phone, keyboard = screen.phone(name), screen.page.keyboard
    line, offered = phone.locator("textarea"), phone.get_by_role("option")
    await line.press("/")
    await expect(offered).to_have_count(4)
    assert await screen.serious_faults() == []
    await keyboard.type("h")
    await expect(offered).to_have_count(2)
    await keyboard.press("ArrowDown")
    await expect(phone.get_by_role("option", selected=True)).to_contain_text("/history")
    await keyboard.press("Enter")
    await eventually(lambda: has_said(alone, name, "/history"))
    await expect(line).to_have_value("")
    await keyboard.type("/w")
    await keyboard.press("Tab")
    await keyboard.type("12")
    await expect(offered).to_have_count(0)
    await keyboard.press("Enter")
    await eventually(lambda: has_said(alone, name, "/why 12"))
    for typed in ("/why 13", "/nothing"):
        await keyboard.type(typed)
        await keyboard.press("Enter")
        await eventually(partial(has_said, alone, name, typed))
    await phone.locator("button.slash").click()
    await phone.get_by_role("option", name="/help").click()
    await eventually(lambda: has_said(alone, name, "/help"))


async def test_what_was_typed_is_kept_until_it_is_sent(screen: Screen, alone: Alone) -> None:
    phone = screen.phone("Ewa")
    line = phone.locator("textarea")
    await alone.playground.group("Team", [alone.person("Ewa")])
    await screen.types("Ewa", "The pipe")
    await phone.locator(".message.own", has_text="The pipe").click(button="right")
    await screen.chooses("Odpowiedz")
    await line.fill("half a thought")
    await to_chat(screen, phone, "Team")
    await expect(line).to_have_value("")
    await expect(phone.locator(".composer-bar")).to_be_hidden()
    await line.fill("for the team")
    await to_chat(screen, phone, alone.playground.world.bot.first_name)
    await expect(line).to_have_value("half a thought")
    await expect(phone.locator(".composer-bar")).to_contain_text("The pipe")
    await the_line_survives_refusals(screen, phone)
    await attaches_pictures(screen, phone, 12)
    await expect(phone.locator(".message.own .picture")).to_have_count(12)
    await expect(line).to_have_value("")
    assert alone.said("Ewa").count("half a thought") == 1


async def the_line_survives_refusals(screen: Screen, phone: Locator) -> None:
    """Words, what they reply to, and pictures with words."""
    line = phone.locator("textarea")
    await screen.page.route("**/stage/act", lambda route: route.fulfill(status=400, json={"error": "not now"}))
    await line.press("Enter")
    await expect(phone.locator(".toast.refused")).to_contain_text("not now")
    await expect(line).to_have_value("half a thought")
    await expect(phone.locator(".composer-bar")).to_contain_text("The pipe")
    await attaches_pictures(screen, phone, 12)
    await expect(phone.locator(".toast.refused").last).to_contain_text("Niewysłane zdjęcia: 12")
    await expect(line).to_have_value("half a thought")
    await screen.page.unroute("**/stage/act")
    screen.wrongs[:] = [wrong for wrong in screen.wrongs if "400 (Bad Request)" not in wrong]


async def to_chat(screen: Screen, phone: Locator, title: str) -> None:
    await phone.get_by_role("button", name="Więcej", exact=True).click()
    await screen.page.get_by_role("menuitem", name=title).click()
    await expect(phone.locator(".chat-title")).to_have_text(title)


async def attaches_pictures(screen: Screen, phone: Locator, number: int) -> None:
    await phone.get_by_role("button", name="Załącz").click()
    async with screen.page.expect_file_chooser() as chooser:
        await screen.chooses("Zdjęcie")
    files = [FilePayload(name=f"{n}.png", mimeType="image/png", buffer=sample_picture(n)) for n in range(number)]
    await (await chooser.value).set_files(files)


async def test_the_page_comes_back_by_itself(screen: Screen, alone: Alone) -> None:
    phone, page = screen.phone("Ewa"), screen.page
    waiting = page.get_by_text("Waiting for the playground")
    await phone.locator("textarea").fill("typed before the end")
    await alone.playground.stop()
    await expect(waiting).to_be_visible()
    await phone.locator("textarea").press("Enter")
    await expect(phone.locator(".toast.refused")).to_contain_text("Brak połączenia")
    await expect(phone.locator("textarea")).to_have_value("typed before the end")
    await alone.person("Ewa").says("said while the page was blind")
    await alone.playground.start(alone.port)  # the same playground, and the page is the same still
    await expect(waiting).to_be_hidden()
    await screen.sees("Ewa", "said while the page was blind")
    await page.evaluate("document.body.dataset.same = 'yes'")
    await alone.begins_anew()
    await expect(page.locator("body[data-same]")).to_have_count(0)
    await expect(phone.locator("textarea")).to_have_value("typed before the end")
    await phone.locator("textarea").press("Enter")
    await eventually(lambda: has_said(alone, "Ewa", "typed before the end"))
    async with alone.bot() as bot:
        await bot.send_message(alone.person("Ewa").id, "Here again")
    await screen.sees("Ewa", "Here again")
    expected = ("ERR_CONNECTION_REFUSED", "403 (Forbidden)", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_RESET")
    screen.wrongs[:] = [wrong for wrong in screen.wrongs if not any(one in wrong for one in expected)]


async def test_nothing_that_happens_while_the_page_loads_is_lost_or_counted_twice(screen: Screen, alone: Alone) -> None:
    page, omid = screen.page, alone.person("امید")
    held, asked = asyncio.Event(), asyncio.Event()

    async def slowly(route: Route) -> None:
        response = await route.fetch()
        asked.set()
        await held.wait()
        await route.fulfill(response=response)

    await page.get_by_role("tab", name="Ewa").click()
    await phone_is_put_away(screen, "امید")
    await page.route("**/stage/state*", slowly)
    alone.playground.stage.start_over()
    await asked.wait()
    async with alone.bot() as bot:
        sent = await bot.send_message(omid.id, "after the picture was taken")
        await bot.edit_message_text("and changed since", chat_id=omid.id, message_id=sent.message_id)
        held.set()
        await everybody_counts(screen, "امید", 1)
        await page.keyboard.press("Escape")
        await page.reload()
        await page.wait_for_selector("body[data-ready]")
        await bot.send_message(omid.id, "one more")
    await everybody_counts(screen, "امید", 2)
    await page.get_by_label("Search by name").press_sequentially("امی")
    await page.keyboard.press("Enter")
    await screen.sees("امید", "and changed since")


async def everybody_counts(screen: Screen, name: str, unread: int) -> None:
    await screen.page.get_by_role("button", name="Everybody").click()
    await expect(screen.page.get_by_role("button", name=name).locator(".badge")).to_have_text(str(unread))


async def phone_is_put_away(screen: Screen, name: str) -> None:
    await screen.phone(name).locator(".caption .icon-button").click()
    await expect(screen.phone(name)).to_have_count(0)


async def test_phones_put_away_stay_away(screen: Screen, alone: Alone) -> None:
    for name in ("Ewa", "امید"):
        await phone_is_put_away(screen, name)
    await expect(screen.page.get_by_text("No phone is open")).to_be_visible()
    newcomer = alone.playground.person("Zoe")
    await newcomer.starts()
    await screen.page.get_by_role("button", name="Everybody (3)").click()
    await expect(screen.page.locator(".phone")).to_have_count(0)
    await screen.page.get_by_role("dialog").get_by_role("button", name="Zoe").click()
    await screen.sees("Zoe", "/start")
