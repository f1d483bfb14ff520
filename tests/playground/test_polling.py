"""getUpdates: offsets, waiting, one poll at a time, which kinds."""

import asyncio

import pytest

from playground import Person, Playground
from tests.playground.conftest import Api


async def texts(api: Api, **arguments: object) -> list[str]:
    return [update["message"]["text"] for update in (await api("getUpdates", **arguments)).result]


async def test_updates_come_in_order_with_rising_ids(api: Api, anna: Person) -> None:
    for text in ("one", "two", "three"):
        await anna.says(text)
    updates = (await api("getUpdates")).result
    assert [update["message"]["text"] for update in updates] == ["one", "two", "three"]
    first = updates[0]["update_id"]
    assert [update["update_id"] for update in updates] == [first, first + 1, first + 2]


async def test_ids_start_at_random() -> None:
    assert Playground(seed=1).world.state.last_update_id != Playground(seed=2).world.state.last_update_id


async def test_without_an_offset_nothing_is_deleted(api: Api, anna: Person) -> None:
    await anna.says("one")
    assert await texts(api) == await texts(api) == await texts(api, offset=0) == ["one"]


async def test_an_offset_deletes_what_is_below(api: Api, anna: Person) -> None:
    await anna.says("one")
    await anna.says("two")
    first = (await api("getUpdates")).result[0]["update_id"]
    assert await texts(api, offset=first + 1) == ["two"]
    assert await texts(api) == ["two"]


async def test_a_negative_offset_keeps_the_last(api: Api, anna: Person) -> None:
    for text in ("one", "two", "three"):
        await anna.says(text)
    assert await texts(api, offset=-2) == ["two", "three"]
    assert await texts(api) == ["two", "three"]


async def test_the_limit_lies_between_1_and_100(api: Api, anna: Person) -> None:
    for number in range(102):
        await anna.says(str(number))
    assert len(await texts(api, limit=1)) == 1
    assert len(await texts(api, limit=1000)) == 100
    assert len(await texts(api, limit=-5)) == 1
    assert len(await texts(api)) == 100


async def test_a_poll_waits_for_what_comes(api: Api, anna: Person) -> None:
    poll = asyncio.create_task(texts(api, timeout=30))
    await asyncio.sleep(0.03)
    assert not poll.done()
    await anna.says("now")
    assert await poll == ["now"]


@pytest.mark.parametrize(("asked", "waited"), [(51, [50]), (10_000, [50]), (50, [50]), (0, []), (-5, []), ("x", [])])
async def test_a_poll_waits_for_fifty_seconds_at_most(
    api: Api, playground: Playground, monkeypatch: pytest.MonkeyPatch, asked: object, waited: list[float]
) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(playground._polling, "_wait", wait)
    assert (await api("getUpdates", timeout=asked)).result == []
    assert waits == waited


async def test_a_new_poll_ends_the_waiting_one(api: Api, anna: Person) -> None:
    first = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.03)
    second = asyncio.create_task(texts(api, timeout=30))
    assert (await first).refusal == (
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    )
    await anna.says("for the second")
    assert await second == ["for the second"]


async def test_with_a_webhook_polling_is_a_conflict(api: Api) -> None:
    await api("setWebhook", url="https://127.0.0.1:1/hook")
    assert (await api("getUpdates")).refusal == (
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
    )


async def test_setting_a_webhook_ends_the_waiting_poll(api: Api) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.03)
    await api("setWebhook", url="https://127.0.0.1:1/hook")
    assert (await poll).refusal == (409, "Conflict: terminated by setWebhook request")


async def test_allowed_updates_work_when_the_update_is_made(api: Api, anna: Person) -> None:
    await anna.says("made before")
    await api("getUpdates", allowed_updates=["callback_query"], limit=1)
    await anna.says("not made")
    assert await texts(api) == ["made before"]


async def test_allowed_updates_are_remembered(api: Api, anna: Person) -> None:
    await api("getUpdates", allowed_updates=["callback_query"])
    await api("getUpdates")
    await anna.says("unwanted")
    assert await texts(api) == []
    assert (await api("getWebhookInfo")).result["allowed_updates"] == ["callback_query"]


async def test_an_empty_list_means_the_default_again(api: Api, anna: Person) -> None:
    await api("getUpdates", allowed_updates=["callback_query"])
    await api("getUpdates", allowed_updates=[])
    await anna.says("wanted")
    assert await texts(api) == ["wanted"]


async def test_reactions_and_members_are_left_out_by_default(api: Api, anna: Person, playground: Playground) -> None:
    group = await playground.group("Team", [anna])
    playground.world.state.updates.clear()
    sent = await anna.says("hello")
    await anna.reacts(sent, "👍")
    await group.adds(playground.person("Ben"))
    kinds = [next(kind for kind in update if kind != "update_id") for update in (await api("getUpdates")).result]
    assert kinds == ["message", "message"]


async def test_reactions_come_when_asked_for(api: Api, anna: Person) -> None:
    await api("getUpdates", allowed_updates=["message_reaction"])
    sent = await anna.says("hello")
    await anna.reacts(sent, "👍")
    (update,) = (await api("getUpdates")).result
    assert update["message_reaction"]["new_reaction"] == [{"type": "emoji", "emoji": "👍"}]
    assert update["message_reaction"]["user"]["id"] == anna.id


async def test_members_come_when_asked_for(api: Api, anna: Person, playground: Playground) -> None:
    await api("getUpdates", allowed_updates=["chat_member", "message_reaction_count"])
    ben, group = playground.person("Ben"), await playground.group("Team", [anna])
    await group.adds(ben)
    await api("restrictChatMember", chat_id=group.id, user_id=ben.id, permissions={"can_send_messages": True})
    await group.removes(ben)
    told = [update["chat_member"] for update in (await api("getUpdates")).result]
    steps = [(change["old_chat_member"]["status"], change["new_chat_member"]["status"]) for change in told]
    assert steps == [("left", "member"), ("member", "restricted"), ("restricted", "left")]
    assert {change["new_chat_member"]["user"]["id"] for change in told} == {ben.id}
    assert [change["from"]["id"] for change in told] == [anna.id, playground.world.bot.id, ben.id]
    wanted = (await api("getWebhookInfo")).result["allowed_updates"]
    assert wanted == ["chat_member", "message_reaction_count"]


async def test_a_poll_ends_when_the_server_stops(api: Api, playground: Playground) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.03)
    await playground.stop()
    assert (await poll).result == []
