"""How long the server keeps what the bot has not fetched."""

import asyncio

from playground import ManualClock, Person, Playground
from playground.world.updates import push
from tests.playground.conftest import Api, button, keyboard

DAY = 24 * 3600


async def test_messages_are_kept_for_a_day(api: Api, anna: Person, clock: ManualClock) -> None:
    await anna.says("hello")
    clock.advance(DAY - 1)
    assert len((await api("getUpdates")).result) == 1
    clock.advance(2)
    assert (await api("getUpdates")).result == []


async def test_edits_are_kept_for_a_day(api: Api, anna: Person, clock: ManualClock) -> None:
    message = await anna.says("hello")
    clock.advance(DAY - 10)
    await anna.edits(message, "hello!")
    clock.advance(20)
    (update,) = (await api("getUpdates")).result
    assert update["edited_message"]["text"] == "hello!"


async def test_button_presses_are_kept_for_150_seconds(api: Api, anna: Person, clock: ManualClock) -> None:
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    await anna.taps("Go", answer_within=0)
    clock.advance(149)
    assert len((await api("getUpdates")).result) == 1
    clock.advance(2)
    assert (await api("getUpdates")).result == []


async def test_what_is_too_old_does_not_hide_what_is_not(api: Api, anna: Person, clock: ManualClock) -> None:
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    await anna.taps("Go", answer_within=0)
    await anna.says("still fresh")
    clock.advance(200)
    (update,) = (await api("getUpdates", limit=1)).result
    assert update["message"]["text"] == "still fresh"


async def test_pre_checkout_queries_are_kept_for_150_seconds(api: Api, anna: Person, clock: ManualClock) -> None:
    invoice = {"title": "T", "description": "D", "payload": "p", "currency": "XTR"}
    await api("sendInvoice", chat_id=anna.id, prices=[{"label": "L", "amount": 1}], **invoice)
    message = anna.last
    assert message is not None
    await anna.pays(message, within=0)
    clock.advance(151)
    assert (await api("getUpdates")).result == []


async def test_shipping_queries_are_kept_and_answered_for_150_seconds(
    api: Api, anna: Person, clock: ManualClock
) -> None:
    invoice = {"title": "T", "description": "D", "payload": "p", "currency": "PLN", "provider_token": "1:TEST:x"}
    price = [{"label": "L", "amount": 1}]
    await api("sendInvoice", chat_id=anna.id, prices=price, is_flexible=True, **invoice)
    assert anna.last is not None
    paying = asyncio.create_task(anna.pays(anna.last, within=5))
    (update,) = (await api("getUpdates", timeout=5)).result
    clock.advance(149)
    assert (await api("getUpdates")).result == [update]
    clock.advance(2)
    assert (await api("getUpdates")).result == []
    answer = {"shipping_query_id": update["shipping_query"]["id"], "ok": False, "error_message": "Too far"}
    assert "query is too old" in (await api("answerShippingQuery", **answer)).sentence
    paying.cancel()


async def test_inline_queries_are_kept_for_30_seconds(api: Api, clock: ManualClock, playground: Playground) -> None:
    """People can't ask inline here; what a scene's author puts there is kept as long as Telegram keeps it."""
    push(playground.world, "inline_query", {"id": "1", "query": "tap"}, lane="user:1")
    clock.advance(29)
    assert len((await api("getUpdates")).result) == 1
    clock.advance(2)
    assert (await api("getUpdates")).result == []


async def test_no_more_than_so_many_are_kept(api: Api, anna: Person, playground: Playground) -> None:
    assert playground.settings.keeping.most_updates == 100_000
    playground.settings.keeping.most_updates = 3
    for number in range(5):
        await anna.says(str(number))
    assert [update["message"]["text"] for update in (await api("getUpdates")).result] == ["2", "3", "4"]


async def test_ids_may_jump_after_an_idle_week(api: Api, anna: Person, clock: ManualClock) -> None:
    await anna.says("before")
    (before,) = (await api("getUpdates")).result
    clock.advance(8 * DAY)
    await anna.says("after")
    (after,) = (await api("getUpdates")).result
    assert after["update_id"] > before["update_id"] + 1
