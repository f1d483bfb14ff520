"""People: what they do and what they see."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher
from aiogram.filters import CommandStart
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from playground import CallbackAnswer, Person, Playground
from tests.playground.conftest import Api, button, keyboard


@pytest.fixture
async def polling(bot: Bot) -> AsyncIterator[Dispatcher]:
    """Run a small bot: greets, and counts taps in place."""
    dispatcher = Dispatcher()
    more = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="More", callback_data="more")]])

    @dispatcher.message(CommandStart())
    async def greet(message: Message) -> None:
        await message.answer("Hello,\n<b>\u2068friend\u2069</b>!", parse_mode="HTML", reply_markup=more)

    @dispatcher.callback_query()
    async def count(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text((query.message.text or "") + "+", reply_markup=more)
        await query.answer("Counted", show_alert=True)

    task = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
    yield dispatcher
    await dispatcher.stop_polling()
    await task


async def test_a_conversation_with_a_real_bot(polling: Dispatcher, playground: Playground) -> None:
    ben = playground.person("Ben")
    await ben.starts()
    greeting = await ben.sees("hello, FRIEND!".replace("hello", "Hello").replace("FRIEND", "friend"))
    assert await ben.taps("More") == CallbackAnswer("Counted", show_alert=True)
    assert await ben.sees("friend!+") is greeting
    assert ben.transcript() == "Ben: /start\nPlayground: Hello,\n    \u2068friend\u2069!+ (edited)\n    [More]"
    await playground.settled()
    assert playground.calls.refused() == []


async def test_many_people_at_once(polling: Dispatcher, playground: Playground) -> None:
    people = [playground.person(f"P{number}") for number in range(30)]
    await asyncio.gather(*(person.starts() for person in people))
    await asyncio.gather(*(person.sees("Hello") for person in people))
    answers = await asyncio.gather(*(person.taps("More") for person in people))
    assert answers == [CallbackAnswer("Counted", show_alert=True)] * 30


async def test_not_seeing_prints_the_chat(api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="Hello", reply_markup=keyboard([button("Yes")]))
    with pytest.raises(AssertionError) as caught:
        await anna.sees("Goodbye", timeout=0.01)
    assert "Anna does not see 'Goodbye' within 0.01 s" in str(caught.value)
    assert "Playground: Hello\n    [Yes]" in str(caught.value)


async def test_only_what_is_there_now_is_seen(api: Api, anna: Person) -> None:
    sent = (await api("sendMessage", chat_id=anna.id, text="Searching")).result
    await anna.sees("Searching")
    await api("editMessageText", chat_id=anna.id, message_id=sent["message_id"], text="Found")
    await anna.does_not_see("Searching")
    await api("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    await anna.does_not_see("Found")


async def test_ones_own_words_are_not_seen(anna: Person) -> None:
    await anna.says("echo?")
    await anna.does_not_see("echo?")


async def test_seeing_something_unwanted_fails(api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="+48 123", reply_markup=keyboard([button("Call")]))
    with pytest.raises(AssertionError, match=r"Anna sees '\+48'"):
        await anna.does_not_see("+48")
    with pytest.raises(AssertionError, match="Anna sees the button 'Call'"):
        await anna.sees_no_button("Call")


async def test_an_unwanted_message_within_some_time_is_noticed(api: Api, anna: Person) -> None:
    watching = asyncio.create_task(anna.does_not_see("late", during=2))
    await asyncio.sleep(0.01)
    await api("sendMessage", chat_id=anna.id, text="late")
    with pytest.raises(AssertionError):
        await watching


async def test_everything_that_can_be_sent(api: Api, anna: Person, playground: Playground) -> None:
    ben = playground.person("Ben")
    await anna.sends_photo("look")
    await anna.sends_album(3, "three")
    await anna.sends_voice(7)
    await anna.sends_video(2)
    await anna.sends_document("bill.pdf")
    await anna.shares_location(1, 2)
    await anna.shares_contact()
    await anna.shares_contact(of=ben)
    await anna.shares_contact("+48999", of="Grandma")
    messages = [update["message"] for update in (await api("getUpdates")).result]
    photo, first, second, third, voice, video, document, location, own, others, nobodys = messages
    assert (photo["caption"], len(photo["photo"])) == ("look", 2)
    assert first["media_group_id"] == second["media_group_id"] == third["media_group_id"]
    assert [message.get("caption") for message in (first, second, third)] == ["three", None, None]
    assert (voice["voice"]["duration"], voice["voice"]["mime_type"]) == (7, "audio/ogg")
    assert video["video"]["duration"] == 2
    assert document["document"]["file_name"] == "bill.pdf"
    assert location["location"] == {"latitude": 1.0, "longitude": 2.0}
    assert own["contact"]["user_id"] == anna.id
    assert others["contact"]["user_id"] == ben.id != others["from"]["id"]
    assert "user_id" not in nobodys["contact"]


async def test_forwards_say_whose_they_were(api: Api, anna: Person, playground: Playground) -> None:
    ben = playground.person("Ben")
    await anna.forwards(await ben.says("from Ben"))
    message = (await api("getUpdates")).result[-1]["message"]
    assert message["from"]["id"] == anna.id
    assert message["forward_origin"]["sender_user"]["id"] == ben.id


async def test_only_own_messages_are_edited(api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="the bot's")
    assert anna.last is not None
    with pytest.raises(ValueError, match="own messages"):
        await anna.edits(anna.last, "mine")


async def test_a_deleted_message_is_no_update(api: Api, anna: Person) -> None:
    message = await anna.says("oops")
    await anna.deletes(message)
    assert len((await api("getUpdates")).result) == 1
    assert message.deleted


async def test_a_link_button_to_the_bot_starts_it(api: Api, anna: Person) -> None:
    link = button("Apply", url="https://t.me/playground_bot?start=apply")
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([link]))
    await anna.taps("Apply")
    assert (await api("getUpdates")).result[-1]["message"]["text"] == "/start apply"


async def test_who_blocks_can_not_write(anna: Person) -> None:
    await anna.blocks()
    with pytest.raises(ValueError, match="unblock"):
        await anna.says("x")


async def test_people_in_a_group_see_its_messages(api: Api, anna: Person, playground: Playground) -> None:
    ben = playground.person("Ben")
    group = await playground.group("Team", [anna, ben])
    await api("sendMessage", chat_id=group.id, text="New application", reply_markup=keyboard([button("Approve")]))
    inside = ben.within(group)
    await inside.sees("New application")
    await inside.taps("Approve", answer_within=0)
    query = (await api("getUpdates")).result[-1]["callback_query"]
    assert (query["from"]["id"], query["message"]["chat"]["id"]) == (ben.id, group.id)
    await ben.does_not_see("New application")


async def test_settled_waits_and_says_what_is_left(anna: Person, playground: Playground) -> None:
    await anna.says("nobody polls")
    with pytest.raises(TimeoutError, match="1 updates not taken"):
        await playground.settled(timeout=0.05)


async def test_taken_ids_are_refused(anna: Person, playground: Playground) -> None:
    with pytest.raises(ValueError, match="taken"):
        playground.person("Another", id=anna.id)


async def test_a_chats_history_is_bounded(anna: Person, playground: Playground) -> None:
    playground.settings.sizes.messages_a_chat = 3
    for number in range(5):
        await anna.says(str(number))
    assert [message.text for message in anna.chat.messages] == ["2", "3", "4"]
