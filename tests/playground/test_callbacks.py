"""Button presses and their answers."""

import asyncio

import pytest

from playground import CallbackAnswer, ManualClock, Person
from tests.playground.conftest import Api, button, keyboard

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


async def pressed(api: Api, anna: Person) -> str:
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    await anna.taps("Go", answer_within=0)
    query_id: str = (await api("getUpdates")).result[-1]["callback_query"]["id"]
    return query_id


async def test_a_press_is_an_update(api: Api, anna: Person) -> None:
    await pressed(api, anna)
    query = (await api("getUpdates")).result[-1]["callback_query"]
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("go", anna.id, "x")
    assert query["chat_instance"]


async def test_the_answer_reaches_who_pressed(api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    tap = asyncio.create_task(anna.taps("Go"))
    update = (await api("getUpdates", timeout=5)).result[0]
    query_id = update["callback_query"]["id"]
    await api("answerCallbackQuery", callback_query_id=query_id, text="Too late", show_alert=True)
    assert await tap == CallbackAnswer("Too late", show_alert=True)


async def test_an_answer_comes_once(api: Api, anna: Person) -> None:
    query_id = await pressed(api, anna)
    assert (await api("answerCallbackQuery", callback_query_id=query_id)).result is True
    assert (await api("answerCallbackQuery", callback_query_id=query_id)).sentence == TOO_OLD


async def test_an_answer_comes_in_time(api: Api, anna: Person, clock: ManualClock) -> None:
    query_id = await pressed(api, anna)
    clock.advance(151)
    assert (await api("answerCallbackQuery", callback_query_id=query_id)).sentence == TOO_OLD


async def test_an_answer_to_nothing(api: Api) -> None:
    assert (await api("answerCallbackQuery", callback_query_id="12345")).sentence == TOO_OLD


async def test_an_answer_holds_200_characters(api: Api, anna: Person) -> None:
    query_id = await pressed(api, anna)
    reply = await api("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    assert reply.sentence == "MESSAGE_TOO_LONG"
    assert (await api("answerCallbackQuery", callback_query_id=query_id, text="x" * 200)).result is True


async def test_only_own_links_may_be_opened(api: Api, anna: Person) -> None:
    query_id = await pressed(api, anna)
    reply = await api("answerCallbackQuery", callback_query_id=query_id, url="https://example.com")
    assert reply.sentence == "URL_INVALID"
    url = "https://t.me/playground_bot?start=x"
    assert (await api("answerCallbackQuery", callback_query_id=query_id, url=url)).result is True


async def test_a_message_that_is_gone_is_inaccessible(api: Api, anna: Person) -> None:
    sent = (await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))).result
    await api("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    await anna.press_raw("go", sent["message_id"], answer_within=0)
    message = (await api("getUpdates")).result[-1]["callback_query"]["message"]
    assert message.keys() == {"chat", "message_id", "date"}
    assert (message["message_id"], message["date"]) == (sent["message_id"], 0)


async def test_any_data_can_be_forged(api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    await anna.press_raw("order:999:accept", answer_within=0)
    assert (await api("getUpdates")).result[-1]["callback_query"]["data"] == "order:999:accept"


async def test_a_missing_button_is_named_with_those_there_are(api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button("Yes"), button("No")]))
    with pytest.raises(AssertionError, match=r"no button 'Maybe'; there are \['Yes', 'No'\]"):
        await anna.taps("Maybe", within=0)


async def test_a_tap_waits_for_its_button(api: Api, anna: Person) -> None:
    tap = asyncio.create_task(anna.taps("Go", answer_within=0))
    await asyncio.sleep(0.01)
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    await tap
    assert len((await api("getUpdates")).result) == 1


async def test_the_newest_message_is_tapped(api: Api, anna: Person) -> None:
    for data in ("old", "new"):
        await api("sendMessage", chat_id=anna.id, text=data, reply_markup=keyboard([button(callback_data=data)]))
    await anna.taps("Go", answer_within=0)
    assert (await api("getUpdates")).result[-1]["callback_query"]["data"] == "new"
