"""A day of aiogram's bot in the playground, subject by subject: what it sends, what it hears back."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    ChatPermissions,
    ForceReply,
    InlineKeyboardButton,
    Message,
    ReactionTypeEmoji,
)

from playground import Limits
from tests.playground.conftest import QuickSession
from tests.playground.met import Met


async def test_chats_that_are_closed(met: Met) -> None:
    await met.anna.blocks()
    with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
        await met.says()
    met.anna.account.deactivated = True
    with pytest.raises(TelegramForbiddenError, match="user is deactivated"):
        await met.says()
    await met.group.kicks_bot()
    with pytest.raises(TelegramForbiddenError, match="bot was kicked from the supergroup chat"):
        await met.bot.send_message(met.group.id, "x")
    basic = await met.playground.group("Basic", [met.anna], basic=True)
    upgraded = await basic.becomes_supergroup()
    with pytest.raises(TelegramMigrateToChat) as caught:
        await met.bot.send_message(basic.id, "x")
    assert caught.value.migrate_to_chat_id == upgraded.id


async def test_polling(met: Met) -> None:
    for text in ("one", "two", "three"):
        await met.anna.says(text)
    first, *rest = await met.bot.get_updates(limit=2)
    assert [update.message.text for update in (first, *rest) if update.message] == ["one", "two"]
    (last,) = await met.bot.get_updates(offset=first.update_id + 2, allowed_updates=["callback_query"])
    assert last.message is not None
    assert last.message.text == "three"
    await met.anna.says("not wanted")
    assert await met.bot.get_updates(offset=last.update_id + 1, timeout=0) == []
    await met.bot.set_webhook("https://127.0.0.1:1/hook")
    with pytest.raises(TelegramConflictError, match="can't use getUpdates method while webhook is active"):
        await met.bot.get_updates()


async def test_presses_and_their_answers(met: Met) -> None:
    await met.under(InlineKeyboardButton(text="Go", callback_data="go"))
    await met.anna.taps("Go", answer_within=0)
    (update,) = await met.bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("go", met.anna.id)
    assert await query.answer("Done", show_alert=True).as_(met.bot) is True
    with pytest.raises(TelegramBadRequest, match="query is too old"):
        await query.answer("again").as_(met.bot)


async def test_texts_edits_and_keyboards(met: Met) -> None:
    sent = await met.html("<b>bold</b> &amp; <i>slanted</i>")
    assert sent.html_text == "<b>bold</b> &amp; <i>slanted</i>"
    edited = await met.edits("second")
    assert isinstance(edited, Message)
    assert (edited.text, edited.message_id) == ("second", met.sent.message_id)
    asked = await met.says("name?", reply_markup=ForceReply(input_field_placeholder="Anna"))
    with pytest.raises(TelegramBadRequest, match="message can't be edited"):
        await met.edits("x", asked.message_id)
    assert await met.bot.delete_messages(met.anna.id, [sent.message_id, asked.message_id]) is True
    assert [message.text for message in met.anna.chat.from_bot] == ["second"]


async def test_a_position_that_moves(met: Met) -> None:
    sent = await met.bot.send_location(met.anna.id, 52.1, 21.1, live_period=600)
    place: dict[str, Any] = {"chat_id": met.anna.id, "message_id": sent.message_id}
    moved = await met.bot.edit_message_live_location(52.2, 21.2, heading=90, **place)
    assert isinstance(moved, Message)
    assert moved.location is not None
    assert (moved.location.latitude, moved.location.heading) == (52.2, 90)
    stopped = await met.bot.stop_message_live_location(**place)
    assert isinstance(stopped, Message)
    assert stopped.location is not None
    assert stopped.location.live_period is None


async def test_groups_and_topics(met: Met) -> None:
    ben = met.playground.person("Ben")
    await met.group.adds(ben)
    await met.bot.restrict_chat_member(met.group.id, ben.id, ChatPermissions(can_send_messages=True))
    member = await met.bot.get_chat_member(met.group.id, ben.id)
    assert member.status == "restricted"
    assert await met.bot.ban_chat_member(met.group.id, ben.id) is True
    assert await met.bot.get_chat_member_count(met.group.id) == 2
    topic = await met.bot.create_forum_topic(met.group.id, "Order 7")
    sent = await met.bot.send_message(met.group.id, "x", message_thread_id=topic.message_thread_id)
    assert sent.is_topic_message is True
    assert await met.bot.pin_chat_message(met.group.id, sent.message_id) is True
    assert await met.bot.set_message_reaction(met.group.id, sent.message_id, [ReactionTypeEmoji(emoji="👍")]) is True
    assert await met.bot.close_forum_topic(met.group.id, topic.message_thread_id) is True
    chat = await met.bot.get_chat(met.group.id)
    assert chat.pinned_message is not None
    assert chat.pinned_message.message_id == sent.message_id


async def test_limits_and_tokens(met: Met) -> None:
    met.playground.limits = Limits()
    for _ in range(5):
        await met.says()
    with pytest.raises(TelegramRetryAfter) as caught:
        await met.says()
    assert caught.value.retry_after == 1
    stranger = Bot("1:wrong", session=QuickSession(api=met.bot.session.api))
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await stranger.session.close()
