"""The page over a bare playground, no market behind it: what the line keeps, what comes back after trouble."""

import asyncio
from functools import partial

import pytest
from playwright.async_api import FilePayload, Locator, Route, expect

from playground.sample_files import sample_picture
from tests.browser.alone import Alone
from tests.browser.browsing import Screen, eventually

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def has_said(alone: Alone, name: str, words: str) -> bool:
    return alone.said(name)[-1] == words


@pytest.mark.parametrize("name", ["Ewa", "امید"], ids=["pl", "fa"])
async def test_commands_are_offered_while_they_are_typed(bare: Screen, alone: Alone, name: str) -> None:
    phone, keyboard = bare.phone(name), bare.page.keyboard
    line, offered = phone.locator("textarea"), phone.get_by_role("option")
    assert await line.evaluate("(line) => line.clientHeight") > 30
    await line.press("/")
    await expect(offered).to_have_count(4)
    assert await bare.serious_faults() == []
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


async def test_what_was_typed_is_kept_until_it_is_sent(bare: Screen, alone: Alone) -> None:
    phone = bare.phone("Ewa")
    line = phone.locator("textarea")
    await alone.playground.group("Team", [alone.person("Ewa")])
    await bare.types("Ewa", "The pipe")
    await phone.locator(".message.own", has_text="The pipe").click(button="right")
    await bare.chooses("Odpowiedz")
    await line.fill("half a thought")
    await to_chat(bare, phone, "Team")
    await expect(line).to_have_value("")
    await expect(phone.locator(".composer-bar")).to_be_hidden()
    await line.fill("for the team")
    await to_chat(bare, phone, alone.playground.world.bot.first_name)
    await expect(line).to_have_value("half a thought")
    await expect(phone.locator(".composer-bar")).to_contain_text("The pipe")
    await the_line_survives_refusals(bare, phone)
    await attaches_pictures(bare, phone, 12)
    await expect(phone.locator(".message.own .picture")).to_have_count(12)
    await expect(line).to_have_value("")
    assert alone.said("Ewa").count("half a thought") == 1


async def the_line_survives_refusals(bare: Screen, phone: Locator) -> None:
    """Words, what they reply to, and pictures with words."""
    line = phone.locator("textarea")
    await bare.page.route("**/stage/act", lambda route: route.fulfill(status=400, json={"error": "not now"}))
    await line.press("Enter")
    await expect(phone.locator(".toast.refused")).to_contain_text("not now")
    await expect(line).to_have_value("half a thought")
    await expect(phone.locator(".composer-bar")).to_contain_text("The pipe")
    await attaches_pictures(bare, phone, 12)
    await expect(phone.locator(".toast.refused").last).to_contain_text("Niewysłane zdjęcia: 12")
    await expect(line).to_have_value("half a thought")
    await bare.page.unroute("**/stage/act")
    bare.wrongs[:] = [wrong for wrong in bare.wrongs if "400 (Bad Request)" not in wrong]


async def to_chat(bare: Screen, phone: Locator, title: str) -> None:
    await phone.get_by_role("button", name="Więcej", exact=True).click()
    await bare.page.get_by_role("menuitem", name=title).click()
    await expect(phone.locator(".chat-title")).to_have_text(title)


async def attaches_pictures(bare: Screen, phone: Locator, number: int) -> None:
    await phone.get_by_role("button", name="Załącz").click()
    async with bare.page.expect_file_chooser() as chooser:
        await bare.chooses("Zdjęcie")
    files = [FilePayload(name=f"{n}.png", mimeType="image/png", buffer=sample_picture(n)) for n in range(number)]
    await (await chooser.value).set_files(files)


async def test_the_page_comes_back_by_itself(bare: Screen, alone: Alone) -> None:
    phone, page = bare.phone("Ewa"), bare.page
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
    await bare.sees("Ewa", "said while the page was blind")
    await page.evaluate("document.body.dataset.same = 'yes'")
    await alone.begins_anew()
    await expect(page.locator("body[data-same]")).to_have_count(0)
    await expect(phone.locator("textarea")).to_have_value("typed before the end")
    await phone.locator("textarea").press("Enter")
    await eventually(lambda: has_said(alone, "Ewa", "typed before the end"))
    async with alone.bot() as bot:
        await bot.send_message(alone.person("Ewa").id, "Here again")
    await bare.sees("Ewa", "Here again")
    expected = ("ERR_CONNECTION_REFUSED", "403 (Forbidden)", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_RESET")
    bare.wrongs[:] = [wrong for wrong in bare.wrongs if not any(one in wrong for one in expected)]


async def test_nothing_that_happens_while_the_page_loads_is_lost_or_counted_twice(bare: Screen, alone: Alone) -> None:
    page, omid = bare.page, alone.person("امید")
    held, asked = asyncio.Event(), asyncio.Event()

    async def slowly(route: Route) -> None:
        response = await route.fetch()
        asked.set()
        await held.wait()
        await route.fulfill(response=response)

    await page.get_by_role("tab", name="Ewa").click()
    await phone_is_put_away(bare, "امید")
    await page.route("**/stage/state*", slowly)
    alone.playground.stage.start_over()
    await asked.wait()
    async with alone.bot() as bot:
        sent = await bot.send_message(omid.id, "after the picture was taken")
        await bot.edit_message_text("and changed since", chat_id=omid.id, message_id=sent.message_id)
        held.set()
        await everybody_counts(bare, "امید", 1)
        await page.keyboard.press("Escape")
        await page.reload()
        await page.wait_for_selector("body[data-ready]")
        await bot.send_message(omid.id, "one more")
    await everybody_counts(bare, "امید", 2)
    await page.get_by_label("Search by name").press_sequentially("امی")
    await page.keyboard.press("Enter")
    await bare.sees("امید", "and changed since")


async def everybody_counts(bare: Screen, name: str, unread: int) -> None:
    await bare.page.get_by_role("button", name="Everybody").click()
    await expect(bare.page.get_by_role("button", name=name).locator(".badge")).to_have_text(str(unread))


async def phone_is_put_away(bare: Screen, name: str) -> None:
    await bare.phone(name).locator(".caption .icon-button").click()
    await expect(bare.phone(name)).to_have_count(0)


async def test_phones_put_away_stay_away(bare: Screen, alone: Alone) -> None:
    for name in ("Ewa", "امید"):
        await phone_is_put_away(bare, name)
    await expect(bare.page.get_by_text("No phone is open")).to_be_visible()
    newcomer = alone.playground.person("Zoe")
    await newcomer.starts()
    await bare.page.get_by_role("button", name="Everybody (3)").click()
    await expect(bare.page.locator(".phone")).to_have_count(0)
    await bare.page.get_by_role("dialog").get_by_role("button", name="Zoe").click()
    await bare.sees("Zoe", "/start")


async def test_a_shared_position_is_known_after_a_reload_and_ends_by_itself(bare: Screen, alone: Alone) -> None:
    phone, page, ewa = bare.phone("Ewa"), bare.page, alone.person("Ewa")
    await ewa.shares_live_location(52.2, 21.0, 3600)
    await page.reload()
    await phone.get_by_role("button", name="Załącz").click()
    await bare.chooses("Jedź samodzielnie")
    dialog = page.get_by_role("dialog")
    await dialog.locator("svg.map").press("ArrowRight")
    await dialog.get_by_role("button", name="Wyślij").click()
    await eventually(lambda: moves(alone))
    await ewa.stops_sharing()
    await expect(phone.locator(".message.own .live")).to_have_count(0)
    await phone.get_by_role("button", name="Załącz").click()
    await expect(page.get_by_role("menuitem", name="Zakończ udostępnianie")).to_have_count(0)
    await page.wait_for_timeout(1700)  # the next step of a drive that had not ended
    await expect(phone.locator(".toast")).to_have_count(0)


async def moves(alone: Alone) -> bool:
    place = next(one.content["location"] for one in alone.person("Ewa").chat.messages if "location" in one.content)
    return bool(place["longitude"] != 21.0)
