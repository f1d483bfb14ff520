"""The page's side: guarded, and able to show and do everything."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from playground import Person, Playground
from playground.sample_files import sample_picture
from playground.stage.stream import Stream
from tests.playground.conftest import Api, Page, button, keyboard


async def status(session: aiohttp.ClientSession, url: str, **headers: str) -> int:
    async with session.get(url, headers=headers) as response:
        return response.status


async def test_the_stage_wants_its_token(page: Page, playground: Playground) -> None:
    url = f"{playground.url}/stage/state"
    assert await status(page.session, url) == 403
    assert await status(page.session, url, **{"X-Stage-Token": "guess"}) == 403
    assert await status(page.session, url, **page.headers) == 200


async def test_the_page_brings_the_token_as_a_strict_cookie(playground: Playground) -> None:
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as browser:
        async with browser.get(playground.url) as response:
            cookie = response.cookies["playground_stage"]
            assert (cookie["samesite"], cookie["httponly"]) == ("Strict", True)
            assert "default-src 'none'" in response.headers["Content-Security-Policy"]
        assert await status(browser, f"{playground.url}/stage/state") == 200


@pytest.mark.parametrize("path", ["/", "/stage/state", "/bot{token}/getMe"])
async def test_other_hosts_are_refused(page: Page, playground: Playground, path: str) -> None:
    url = playground.url + path.format(token=playground.token)
    assert await status(page.session, url, Host="evil.example", **page.headers) == 403
    assert await status(page.session, url, Host=f"localhost:{url.split(':')[2].split('/')[0]}", **page.headers) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
async def test_other_sites_are_refused(page: Page, playground: Playground, headers: dict[str, str]) -> None:
    assert await status(page.session, f"{playground.url}/stage/state", **page.headers, **headers) == 403


async def test_the_own_site_is_not(page: Page, playground: Playground) -> None:
    headers = page.headers | {"Origin": playground.url, "Sec-Fetch-Site": "same-origin"}
    assert await status(page.session, f"{playground.url}/stage/state", **headers) == 200


async def test_a_link_to_the_page_may_be_followed(page: Page, playground: Playground) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert await status(page.session, f"{playground.url}/", **headers) == 200


async def test_only_loopback_is_bound() -> None:
    with pytest.raises(ValueError, match="loopback only"):
        await Playground().start(host="0.0.0.0")


async def test_the_state_holds_everything(api: Api, page: Page, anna: Person, playground: Playground) -> None:
    await playground.group("Team", [anna])
    await api("setMyCommands", commands=[{"command": "help", "description": "Help"}])
    await api("sendMessage", chat_id=anna.id, text="<b>Hi</b>", parse_mode="HTML", reply_markup=keyboard([button()]))
    state = await page.get("/stage/state")
    private = next(chat for chat in state["chats"] if chat["id"] == anna.id)
    assert [message["plain"] for message in private["messages"]] == ["/start", "Hi"]
    assert private["messages"][1]["reply_markup"]["inline_keyboard"][0][0]["text"] == "Go"
    assert private["commands"][str(anna.id)] == [{"command": "help", "description": "Help"}]
    assert state["people"][0]["first_name"] == "Anna"
    assert {chat["type"] for chat in state["chats"]} == {"private", "supergroup"}
    assert state["limits"]["enabled"] is False


async def test_acts_are_done(api: Api, page: Page, anna: Person) -> None:
    picture = base64.b64encode(sample_picture()).decode()
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    assert anna.last is not None
    number = anna.last.message_id
    acts: list[tuple[str, dict[str, Any]]] = [
        ("says", {"text": "hello", "reply_to": number}),
        ("press", {"message_id": number, "callback_data": "go"}),
        ("sends_photo", {"content": picture, "caption": "look"}),
        ("shares_location", {"latitude": 1, "longitude": 2}),
        ("shares_live_location", {"latitude": 1, "longitude": 2, "period": 600}),
        ("moves", {"latitude": 3, "longitude": 4}),
        ("stops_sharing", {}),
        ("shares_contact", {}),
        ("forwards", {"message_id": number}),
        ("starts", {"payload": "abc"}),
    ]
    for name, arguments in acts:
        assert await page.act(anna, name, **arguments) == (200, {"done": True}) or name != "press", name
    kinds = [next(kind for kind in update if kind != "update_id") for update in (await api("getUpdates")).result]
    assert kinds == ["message", "callback_query", *["message"] * 3, *["edited_message"] * 2, *["message"] * 3]


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("dances", {}, "nobody can dances"),
        ("says", {}, "says needs"),
        ("says", {"text": "  "}, "nothing to send"),
        ("edits", {"message_id": 999, "text": "x"}, "not there any more"),
        ("sends_photo", {"content": "?"}, "not base64"),
        ("moves", {"latitude": 1, "longitude": 2}, "does not share"),
        ("presses", {"label": "None"}, "has no key"),
    ],
)
async def test_acts_that_can_not_be_done(
    page: Page, anna: Person, name: str, arguments: dict[str, Any], words: str
) -> None:
    code, body = await page.act(anna, name, **arguments)
    assert code == 400
    assert words in body["error"]


async def test_only_buttons_that_are_there_are_pressed(api: Api, page: Page, anna: Person) -> None:
    sent = (await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))).result
    code, _ = await page.act(anna, "press", message_id=sent["message_id"], callback_data="forged")
    assert code == 400


async def events(page: Page) -> AsyncIterator[tuple[str, dict[str, Any]]]:
    url = f"{page.playground.url}/stage/events"
    async with page.session.get(url, headers=page.headers) as response:
        kind = ""
        async for line in response.content:
            name, _, rest = line.decode().strip().partition(": ")
            if name == "event":
                kind = rest
            elif name == "data":
                yield kind, json.loads(rest)
            elif name == "" and rest == "here":
                yield "here", {}


async def test_what_happens_is_streamed(api: Api, page: Page, anna: Person, playground: Playground) -> None:
    stream = events(page)
    assert await anext(stream) == ("here", {})
    sent = (await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))).result
    await anna.taps("Go", answer_within=0)
    await api("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    await api("sendChatAction", chat_id=anna.id, action="typing")
    await api("sendMessage", chat_id=anna.id, text="")
    playground.stage.show("map", {"orders": 3})
    seen = [await asyncio.wait_for(anext(stream), 5) for _ in range(9)]
    await stream.aclose()  # type: ignore[attr-defined]  # it is an async generator, annotated as what callers need
    assert [kind for kind, _ in seen] == [
        "message",
        "call",
        "callback",
        "delete",
        "call",
        "typing",
        "call",
        "call",
        "shown",
    ]
    assert seen[0][1]["message"]["plain"] == "x"
    assert seen[7][1]["refused"] == "Bad Request: message text is empty"
    assert seen[8][1] == {"topic": "map", "about": {"orders": 3}}


async def test_streams_end_when_the_server_stops(page: Page, playground: Playground) -> None:
    stream = events(page)
    assert await anext(stream) == ("here", {})
    await asyncio.wait_for(playground.stop(), 0.5)
    assert [event async for event in stream] == []


async def test_a_page_that_is_too_slow_starts_over() -> None:
    stream = Stream()
    for number in range(2_001):
        stream.put(str(number))
    assert list(stream._queue) == ["event: resync\ndata: {}\n\n"]


async def test_people_limits_and_faults_from_the_page(api: Api, page: Page, playground: Playground) -> None:
    _, person = await page.post("/stage/people", first_name="Eve", language_code="fa")
    assert playground.people[person["id"]].language_code == "fa"
    await page.post("/stage/limits", enabled=True, factor=60)
    assert playground.limits.chat_rate == 60
    assert (await page.post("/stage/faults", kind="server_error", code=502, times=1))[0] == 200
    assert (await api("getMe")).status == 502
    await page.post("/stage/faults", clear=True)
    assert list(playground.faults) == []
    assert (await page.post("/stage/faults", kind="meteor"))[0] == 400
    calls = await page.get("/stage/calls")
    assert calls["refusals"] == {"Bad Gateway": 1}


async def test_the_host_offers_and_shows(page: Page, playground: Playground) -> None:
    async def double(arguments: dict[str, Any]) -> int:
        return int(arguments["number"]) * 2

    playground.stage.offer("double", double)
    playground.stage.show("orders", [1, 2])
    assert await page.post("/stage/do/double", number=21) == (200, {"done": 42})
    assert (await page.post("/stage/do/nothing"))[0] == 404
    state = await page.get("/stage/state")
    assert (state["offers"], state["shown"]) == (["double"], {"orders": [1, 2]})


async def test_files_are_shown(page: Page, anna: Person) -> None:
    message = await anna.sends_photo(content=sample_picture())
    file_id = message.content["photo"][-1]["file_id"]
    url = f"{page.playground.url}/stage/files/{file_id}"
    async with page.session.get(url, headers=page.headers) as response:
        assert (response.content_type, await response.read()) == ("image/png", sample_picture())


async def test_a_menu_that_changes_is_told_to_whom_it_is_for(
    api: Api, page: Page, anna: Person, playground: Playground
) -> None:
    await playground.person("Ben").starts()
    stream, scope = events(page), {"type": "chat", "chat_id": anna.id}
    menu = [{"command": "tasks", "description": "My tasks"}]
    assert await anext(stream) == ("here", {})
    for _ in range(2):  # the second time it is the menu that she has
        await api("setMyCommands", commands=menu, scope=scope)
    await api("deleteMyCommands", scope=scope)
    await api("setMyCommands", commands=menu)
    seen = [await asyncio.wait_for(anext(stream), 5) for _ in range(8)]
    await stream.aclose()  # type: ignore[attr-defined]  # it is an async generator, annotated as what callers need
    told = [(about["id"], *about["commands"].values()) for kind, about in seen if kind == "chat"]
    ben = next(person for person in playground.people if person != anna.id)
    assert told == [(anna.id, menu), (anna.id, []), (anna.id, menu), (ben, menu)]


async def test_stage_wants_json_objects(page: Page, playground: Playground) -> None:
    async with page.session.post(f"{playground.url}/stage/act", data="[", headers=page.headers) as response:
        assert response.status == 400
