"""The world as JSON for a page: people, chats, messages, keyboards, menus."""

from dataclasses import asdict
from typing import Any

from playground.call_log import Call
from playground.rendered_text import shown_text
from playground.world.commands import commands_for
from playground.world.rendering import message_json, user_json
from playground.world.state import Account, CallbackQuery, Chat, Json, Message
from playground.world.world import World

_COUNTED = 100
"""Messages of a chat; whoever has not seen more than that needs no exact number."""


def world_view(world: World, *, with_messages: bool = True) -> Json:
    """Return everything that a page shows when it opens."""
    state = world.state
    return {
        "now": world.now(),
        "times_begun": world.times_begun,
        "bot": user_json(state.bot) | {"profile": dict(state.profile), "menu_buttons": dict(state.menu_buttons)},
        "people": people_view(world),
        "chats": [chat_view(world, chat, with_messages=with_messages) for chat in state.chats.values()],
        "webhook": state.webhook.url,
        "undelivered": len(state.updates),
    }


def latest_numbers(world: World) -> Json:
    """Return each chat's latest messages as [number, sender, topic]: enough to count what somebody has not seen."""
    chats = world.state.chats.values()
    return {str(chat.id): [_numbered(chat, one) for one in list(chat.messages.values())[-_COUNTED:]] for chat in chats}


def _numbered(chat: Chat, message: Message) -> list[int | None]:
    begins_topic = "forum_topic_created" in message.content
    topic = message.message_id if begins_topic else (message.thread_id or 0)
    return [message.message_id, message.sender_id, topic if chat.is_forum else None]


def people_view(world: World) -> list[Json]:
    """Return everybody but the bot."""
    return [person_view(account) for account in world.state.accounts.values() if not account.is_bot]


def person_view(account: Account) -> Json:
    """Return a person with a phone number."""
    return user_json(account) | {"phone_number": account.phone_number}


def chat_view(world: World, chat: Chat, *, with_messages: bool = True, latest: int = 0) -> Json:
    """Return a chat with its (latest) messages, keyboard and each present person's commands."""
    members = [chat.id] if chat.type == "private" else [id_ for id_, member in chat.members.items() if member.present]
    view: Json = {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "is_forum": chat.is_forum,
        "started": chat.started,
        "blocked": chat.blocked,
        "members": [{"id": id_, "status": _status(chat, id_)} for id_ in members],
        "reply_keyboard": chat.reply_keyboard,
        "commands": {str(id_): commands_for(world, chat, id_) for id_ in members if id_ != world.bot.id},
        "pinned": list(chat.pinned),
        "topics": [asdict(topic) for topic in chat.topics.values()],
    }
    if with_messages:
        view["messages"] = [message_view(world, message) for message in list(chat.messages.values())[-latest:]]
    return view


def _status(chat: Chat, user_id: int) -> str:
    return "member" if chat.type == "private" else chat.members[user_id].status


def message_view(world: World, message: Message) -> Json:
    """Return a message as the bot has it, with what only people see: plain text, reactions."""
    shown = message_json(world, message)
    shown["plain"] = shown_text(message)
    if message.reactions:
        shown["reactions"] = {str(user_id): given for user_id, given in message.reactions.items()}
    return shown


def callback_view(query: CallbackQuery) -> Json:
    """Return a press, with the bot's answer once there is one."""
    return {
        "id": query.id,
        "person": query.user_id,
        "chat": query.chat_id,
        "message_id": query.message_id,
        "data": query.data,
        "answer": query.answer,
    }


def call_view(call: Call) -> Json:
    """Return a call for the stream: what was asked, what came of it, what was remarked."""
    view: dict[str, Any] = asdict(call)
    del view["answer"]
    return view
