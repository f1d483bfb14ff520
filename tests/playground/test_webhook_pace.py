"""How the server goes about a webhook: what waits for what, how often it tries again, how many at once."""

import asyncio
import random
from typing import Any

import pytest
from aiohttp import web

from playground import Person, Playground
from playground.door.webhook import longer_delay
from playground.settings import WebhookPace
from tests.playground.conftest import Api, Hook, button, keyboard


async def test_without_a_secret_there_is_no_header(api: Api, hook: Hook, anna: Person) -> None:
    await api("setWebhook", url=hook.url)
    await anna.says("hello")
    await hook.until(1)
    assert "X-Telegram-Bot-Api-Secret-Token" not in hook.headers[0]


async def test_presses_of_one_person_come_in_order_and_wait_for_nobody_else(
    api: Api, hook: Hook, anna: Person, playground: Playground
) -> None:
    ben, held = playground.person("Ben"), asyncio.Event()
    group = await playground.group("Team", [anna, ben])
    buttons = [button(name, callback_data=name) for name in ("first", "second", "third")]
    await api("sendMessage", chat_id=group.id, text="x", reply_markup=keyboard(buttons))
    playground.world.state.updates.clear()

    async def hold_the_first(update: dict[str, Any]) -> web.StreamResponse:
        if update["callback_query"]["data"] == "first":
            await held.wait()
        return web.Response()

    hook.answer = hold_the_first
    await api("setWebhook", url=hook.url)
    for person, label in ((anna, "first"), (anna, "second"), (ben, "third")):
        await person.within(group).taps(label, answer_within=0)
    await hook.until(2)
    await asyncio.sleep(0.02)
    assert [update["callback_query"]["data"] for update in hook.posted] == ["first", "third"]
    held.set()
    await hook.until(3)
    assert hook.posted[-1]["callback_query"]["data"] == "second"


@pytest.mark.parametrize(("asked", "at_once"), [(1, 1), (3, 3), (0, 5), (None, 5)])
async def test_no_more_than_so_many_at_once(
    api: Api, hook: Hook, playground: Playground, asked: int | None, at_once: int
) -> None:
    held = asyncio.Event()

    async def hold(_: dict[str, Any]) -> web.StreamResponse:
        await held.wait()
        return web.Response()

    hook.answer = hold
    await api("setWebhook", url=hook.url, **({} if asked is None else {"max_connections": asked}))
    for number in range(5):
        await playground.person(f"Person {number}").says("hello")
    await hook.until(at_once)
    await asyncio.sleep(0.02)
    assert len(hook.posted) == at_once
    held.set()
    await hook.until(5)
    assert (await api("getWebhookInfo")).result["max_connections"] == {None: 40, 0: 40}.get(asked, asked)


async def test_a_webhook_says_which_kinds_it_wants(api: Api, hook: Hook, anna: Person, playground: Playground) -> None:
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    await api("setWebhook", url=hook.url, allowed_updates=["callback_query"])
    await anna.says("not wanted")
    await anna.taps("Go", answer_within=0)
    await playground.settled()
    assert [update.keys() - {"update_id"} for update in hook.posted] == [{"callback_query"}]
    await api("setWebhook", url=hook.url)
    assert (await api("getWebhookInfo")).result["allowed_updates"] == ["callback_query"]


@pytest.mark.parametrize("seed", range(5))
def test_the_delay_grows_up_to_one_or_two_minutes(seed: int) -> None:
    dice, pace, delays = random.Random(seed), WebhookPace(), [0.0]
    for _ in range(12):
        delays.append(longer_delay(delays[-1], pace, dice))
    assert delays[:7] == [0, 1, 2, 4, 8, 16, 32]
    assert all(60 <= delay <= 120 for delay in delays[7:])
    assert len(set(delays[8:])) > 1, "many that failed together do not come back together"
