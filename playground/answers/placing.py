"""Where a message goes and how it hangs there: chat, topic, reply, keyboard, and whether it is time for it."""

from typing import Any

from aiogram import types

from playground.answers.registry import Request, given
from playground.refusals import bad_request, too_many_requests
from playground.world.access import check_may_send, reachable
from playground.world.keyboards import inline_rows, reply_keyboard
from playground.world.messages import Draft, post
from playground.world.pay_buttons import with_pay_button
from playground.world.rendering import message_json
from playground.world.state import Chat, Json, Message
from playground.world.telegram_json import as_json


def target(request: Request[Any], right: str = "can_send_messages", what: str = "text messages") -> Chat:
    """Return the chat that a send is for, or raise why nothing can be sent there."""
    chat = reachable(request.world, request.arguments.chat_id)
    check_may_send(request.world, chat, right, what)
    thread_id = getattr(request.arguments, "message_thread_id", None)
    if thread_id:
        _check_topic(request, chat, thread_id)
    return chat


def _check_topic(request: Request[Any], chat: Chat, thread_id: int) -> None:
    private_topics = chat.type == "private" and request.world.settings.topics_in_private_chats
    if not chat.is_forum and not private_topics:
        return
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad_request("message thread not found")
    member = chat.members.get(request.world.bot.id)
    if topic.closed and (member is None or "can_manage_topics" not in member.rights):
        raise bad_request("TOPIC_CLOSED")


def charge(request: Request[Any], chat: Chat, cost: int = 1) -> None:
    """Count a message against the limits, or raise the 429."""
    world = request.world
    paid = bool(getattr(request.arguments, "allow_paid_broadcast", None))
    wait = world.turnstile.charge(chat.id, cost, world.now(), in_group=chat.type != "private", paid=paid)
    if wait:
        raise too_many_requests(wait)


def delivered(request: Request[Any], chat: Chat, content: Json, live_until: int = 0) -> Json:
    """Send what was asked for and return the Message."""
    draft = drafted(request, chat, content)
    draft.live_until = live_until
    charge(request, chat)
    return message_json(request.world, sent(request, chat, draft))


def drafted(request: Request[Any], chat: Chat, content: Json) -> Draft:
    """Return the message before it is sent: with its keyboard, its reply and its topic checked."""
    arguments = request.arguments
    draft = Draft(content | _marks(arguments), reply_to=_replied_to(request, chat), thread_id=_thread(request, chat))
    markup = getattr(arguments, "reply_markup", None)
    if isinstance(markup, types.InlineKeyboardMarkup):
        draft.inline_keyboard = inline_rows(as_json(markup)["inline_keyboard"], chat)
    elif markup is not None:
        draft.reply_keyboard = reply_keyboard(as_json(markup), chat)
    draft.inline_keyboard = with_pay_button(draft.inline_keyboard, content)
    return draft


def sent(request: Request[Any], chat: Chat, draft: Draft) -> Message:
    """Put the bot's message into the chat and its reply keyboard under the person's fingers."""
    world = request.world
    message = post(world, chat, world.bot.id, draft)
    if draft.reply_keyboard is not None:
        removed = bool(draft.reply_keyboard.get("remove_keyboard"))
        chat.reply_keyboard = None if removed else draft.reply_keyboard
        world.tell("keyboard", chat.id, chat)
    return message


def _marks(arguments: Any) -> Json:
    """Return the fields that stay visible on the message: protection and effect."""
    marks: Json = {}
    if given(getattr(arguments, "protect_content", None)):
        marks["has_protected_content"] = True
    if getattr(arguments, "message_effect_id", None):
        marks["effect_id"] = arguments.message_effect_id
    return marks


def _thread(request: Request[Any], chat: Chat) -> int | None:
    """Return the topic; a thread id in a chat without topics means nothing."""
    thread_id: int | None = getattr(request.arguments, "message_thread_id", None)
    return thread_id if thread_id in chat.topics else None


def _replied_to(request: Request[Any], chat: Chat) -> int | None:
    """Return the message replied to; one that is gone is an error unless the bot said that it does not mind."""
    arguments = request.arguments
    parameters: types.ReplyParameters | None = getattr(arguments, "reply_parameters", None)
    message_id = parameters.message_id if parameters else getattr(arguments, "reply_to_message_id", None)
    if not message_id:
        return None
    if message_id in chat.messages:
        return int(message_id)
    tolerant = given(parameters.allow_sending_without_reply) if parameters else None
    if tolerant or getattr(arguments, "allow_sending_without_reply", None):
        return None
    raise bad_request("message to be replied not found")
