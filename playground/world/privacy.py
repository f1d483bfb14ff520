"""What a bot hears in a group: in privacy mode only what is meant for it."""

import re

from playground.world.state import Chat, Message
from playground.world.world import World

_SAID = frozenset(
    [
        "text",
        "caption",
        "photo",
        "video",
        "voice",
        "document",
        "audio",
        "location",
        "venue",
        "contact",
        "sticker",
        "animation",
        "video_note",
        "poll",
        "dice",
    ]
)


def bot_hears(world: World, chat: Chat, message: Message) -> bool:
    """Say whether a message reaches the bot: all in private; in groups what is meant for it, and service messages."""
    if chat.type == "private":
        return not chat.blocked
    if message.content.get("left_chat_member", {}).get("id") == world.bot.id:
        return True
    member = chat.members.get(world.bot.id)
    if member is None or not member.present:
        return False
    if member.status in {"administrator", "creator"} or world.settings.reads_all_group_messages:
        return True
    if not _SAID & message.content.keys():
        return True
    return _is_for_bot(world, chat, message)


def _is_for_bot(world: World, chat: Chat, message: Message) -> bool:
    replied = chat.messages.get(message.reply_to) if message.reply_to is not None else None
    if replied is not None and replied.sender_id == world.bot.id:
        return True
    name = re.escape(world.bot.username or "")
    text = message.text
    if re.search(rf"@{name}\b", text, re.IGNORECASE):
        return True
    return re.match(r"/\w+(?!\w|@)", text) is not None
