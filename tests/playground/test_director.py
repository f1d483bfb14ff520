"""What a host puts on the page: a scene, controls, a tour."""

import asyncio
from typing import Any

import aiohttp
import pytest

from playground import Person, Playground
from playground.scene import Circle, Ground, Kind, Link, Marker, Place
from playground.stage.acts import ActRefused
from playground.tour import TourScript, TourStep
from tests.playground.conftest import Api, Page
from tests.playground.test_stage import events


@pytest.fixture
def page(playground: Playground, session: aiohttp.ClientSession) -> Page:
    return Page(playground, session)


async def shown(page: Page, topic: str) -> Any:
    return (await page.get("/stage/state"))["shown"][topic]


async def test_a_scene_tells_only_what_has_changed(page: Page, playground: Playground) -> None:
    playground.scene.lay(
        Ground("Town", 50.0, 19.9, 5000, [Place("Old Town", 50.0, 19.9)]), {"a": Kind("thing", "teal")}
    )
    here, there = Marker("1", 50.0, 19.9, "a", "One", person=7), Marker("2", 50.1, 19.9, "a", "Two")
    playground.scene.update([here, there, Link("l", "1", "2", "a")])
    stream = events(page)
    assert (await anext(stream))[0] == "here"
    playground.scene.update([here, Marker("2", 50.2, 19.9, "a", "Two"), Circle("c", 50.0, 19.9, 300, "a")])
    kind, told = await anext(stream)
    await stream.aclose()  # type: ignore[attr-defined]  # it is an async generator, annotated as what callers need
    assert kind == "scene"
    assert set(told["changed"]) == {"marker:2", "circle:c"}
    assert told["gone"] == ["link:l"]
    assert set(await shown(page, "scene")) == {"marker:1", "marker:2", "circle:c"}
    assert (await shown(page, "scene"))["marker:1"]["person"] == 7
    assert (await shown(page, "ground"))["kinds"]["a"]["colour"] == "teal"


async def test_a_scene_that_stands_still_tells_nothing(page: Page, playground: Playground) -> None:
    marker = Marker("1", 50.0, 19.9, "a", "One")
    playground.scene.update([marker])
    stream = events(page)
    assert (await anext(stream))[0] == "here"
    playground.scene.update([marker])
    playground.scene.caption({5: "customer"})
    assert (await anext(stream))[1] == {"topic": "captions", "about": {"5": "customer"}}
    await stream.aclose()  # type: ignore[attr-defined]


async def test_controls_are_shown_changed_and_checked(page: Page, playground: Playground) -> None:
    heard: list[Any] = []

    async def slow(value: object) -> None:
        heard.append(value)

    playground.controls.add("speed", "Speed", "slider", heard.append, value=1, least=1, most=60, group="Time", unit="×")
    playground.controls.add("mood", "Mood", "choice", slow, value="calm", options=["calm", "busy"])
    playground.controls.add("bot", "Bot", "switch", slow, value=True)
    playground.controls.add("reset", "Reset", "button", slow)
    for name, value in [("speed", 30), ("mood", "busy"), ("bot", False), ("reset", None)]:
        assert await page.post("/stage/do/control", name=name, value=value) == (200, {"done": True})
    assert heard == [30, "busy", False, None]
    assert [control["value"] for control in await shown(page, "controls")] == [30, "busy", False, None]
    playground.controls.set("bot", True)
    assert (await shown(page, "controls"))[2]["value"] is True


async def test_what_takes_its_time_is_shown_as_it_was_asked_for_and_what_fails_as_it_was(
    page: Page, playground: Playground
) -> None:
    goes_on = asyncio.Event()

    async def hires(value: float) -> None:
        await goes_on.wait()
        if value > 20:
            raise ActRefused("nobody else is to be found")

    playground.controls.add("technicians", "Technicians", "slider", hires, value=10, most=60)
    playground.controls.add("bot", "Bot", "switch", lambda _: None, value=False)
    hiring = asyncio.create_task(playground.controls.change("technicians", 20))
    await asyncio.sleep(0)
    await playground.controls.change("bot", True)
    assert [control["value"] for control in await shown(page, "controls")] == [20, True]
    goes_on.set()
    await hiring
    with pytest.raises(ActRefused, match="nobody else"):
        await playground.controls.change("technicians", 30)
    assert (await shown(page, "controls"))[0]["value"] == 20


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [("speed", 61, "from 1 to 60"), ("speed", "fast", "from 1 to 60"), ("none", 1, "no control")],
)
async def test_what_controls_can_not_be(playground: Playground, name: str, value: object, words: str) -> None:
    playground.controls.add("speed", "Speed", "slider", lambda _: None, value=1, least=1, most=60)
    with pytest.raises(ActRefused, match=words):
        await playground.controls.change(name, value)


async def test_a_tour_is_made_anew_each_time(page: Page, playground: Playground, anna: Person) -> None:
    made: list[int] = []

    async def prepare() -> TourScript:
        made.append(len(made))
        return TourScript("The end", {"anna": anna.id}, [TourStep("anna", "types", "Hello", at=(1.0, 2.0))])

    assert (await page.post("/stage/do/tour"))[0] == 404
    playground.tour.prepare_with(prepare)
    await page.post("/stage/do/tour")
    _, body = await page.post("/stage/do/tour")
    assert body["done"]["steps"][0]["what"] == "Hello"
    assert made == [0, 1]


async def test_a_page_loads_chats_one_by_one(api: Api, page: Page, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="Hi")
    state = await page.get("/stage/state?messages=no")
    assert "messages" not in state["chats"][0]
    chat = await page.get(f"/stage/chats/{anna.id}")
    assert [message["plain"] for message in chat["messages"]] == ["/start", "Hi"]
    assert [person["id"] for person in await page.get("/stage/people")] == [anna.id]


async def test_groups_and_albums_from_the_page(page: Page, anna: Person, playground: Playground) -> None:
    code, body = await page.post("/stage/groups", title="Team", members=[anna.id])
    assert (code, body["done"]["title"]) == (200, "Team")
    assert await page.act(anna, "sends_pictures", contents=["YQ==", "Yg=="], caption="two") == (200, {"done": True})
    album = [message.content for message in anna.chat.messages[-2:]]
    assert len({content["media_group_id"] for content in album}) == 1
    eve = playground.person("Eve")
    await page.act(anna, "shares_contact", of_person=eve.id)
    assert anna.chat.messages[-1].content["contact"]["user_id"] == eve.id


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("js/main.js", 200),
        ("css/base.css", 200),
        ("js/none.js", 404),
        ("../playground.py", 404),
        ("%2e%2e/clock.py", 404),
    ],
)
async def test_only_the_pages_own_files_are_served(page: Page, playground: Playground, name: str, status: int) -> None:
    async with page.session.get(f"{playground.url}/web/{name}") as response:
        assert response.status == status
