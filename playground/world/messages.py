"""Messages come into a chat, change in place and go."""

from dataclasses import dataclass

from playground.world.privacy import bot_hears
from playground.world.rendering import message_json
from playground.world.state import Chat, Json, Message
from playground.world.updates import push, wanted
from playground.world.world import World


@dataclass(slots=True)
class Draft:
    """A message before it has a number: what it says and how it hangs in the chat."""

    content: Json
    inline_keyboard: list[list[Json]] | None = None
    reply_keyboard: Json | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    live_until: int = 0


def post(world: World, chat: Chat, sender_id: int, draft: Draft) -> Message:
    """Put a message into a chat. A person's one becomes an update if the bot may hear it."""
    message = Message(
        message_id=_next_number(world, chat),
        chat_id=chat.id,
        sender_id=sender_id,
        date=int(world.now()),
        content=draft.content,
        inline_keyboard=draft.inline_keyboard,
        reply_keyboard=draft.reply_keyboard,
        reply_to=draft.reply_to,
        thread_id=draft.thread_id,
        live_until=draft.live_until,
    )
    chat.messages[message.message_id] = message
    if len(chat.messages) > world.settings.sizes.messages_a_chat:
        chat.messages.popitem(last=False)
    if sender_id != world.bot.id:
        _tell_bot(world, chat, message, "message")
    world.tell("message", chat.id, message)
    return message


def _next_number(world: World, chat: Chat) -> int:
    """Number a supergroup's messages by themselves; all other chats of the bot share one count."""
    if chat.type == "supergroup":
        chat.last_message_id += 1
        return chat.last_message_id
    world.state.last_private_message_id += 1
    return world.state.last_private_message_id


def changed(world: World, message: Message, *, shown_as_edited: bool = True) -> None:
    """Tell that a message now says something else. A person's edit becomes an update."""
    if shown_as_edited:
        message.edit_date = int(world.now())
    if message.sender_id != world.bot.id:
        _tell_bot(world, world.chat(message.chat_id), message, "edited_message")
    world.tell("edit", message.chat_id, message)


def remove(world: World, message: Message) -> None:
    """Take a message out of its chat. A bot is not told when a person does it."""
    chat = world.chat(message.chat_id)
    chat.messages.pop(message.message_id, None)
    message.deleted = True
    if message.message_id in chat.pinned:
        chat.pinned.remove(message.message_id)
    world.tell("delete", chat.id, message)


def service_message(world: World, chat: Chat, sender_id: int, content: Json, thread_id: int | None = None) -> Message:
    """Put a service message (somebody joined, a message was pinned) into a chat; the bot hears of its own ones too."""
    message = post(world, chat, sender_id, Draft(content, thread_id=thread_id))
    if sender_id == world.bot.id:
        _tell_bot(world, chat, message, "message")
    return message


def _tell_bot(world: World, chat: Chat, message: Message, kind: str) -> None:
    if wanted(world, kind) and bot_hears(world, chat, message):
        push(world, kind, message_json(world, message), lane=f"chat:{chat.id}")
