"""What people do in a chat: say, share, change, delete, forward, react."""

import re
from typing import Any

from playground.world.files import Upload, store
from playground.world.formatting import LONGEST_TEXT, plain_text
from playground.world.locations import is_live, location_json
from playground.world.media import media_content
from playground.world.messages import Draft, changed, post, remove
from playground.world.permissions import check_may_put, check_may_react, check_present
from playground.world.rendering import chat_json, user_json
from playground.world.state import Account, Chat, Json, Message
from playground.world.topics import check_thread
from playground.world.updates import push
from playground.world.world import World

_START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def put(world: World, chat: Chat, user_id: int, draft: Draft) -> Message:
    """Put somebody's message into a chat; the first one in a private chat starts it."""
    if chat.blocked:
        raise ValueError("the bot is blocked in this chat: unblock it first")
    check_may_put(world, chat, user_id, draft.content)
    check_thread(world, chat, user_id, draft.thread_id)
    chat.started = True
    if draft.thread_id is None and (replied := chat.messages.get(draft.reply_to or 0)) is not None:
        draft.thread_id = replied.thread_id
    return post(world, chat, user_id, draft)


def text_content(text: str) -> Json:
    """Return what somebody typed as a message's content; Telegram's apps do not send more than 4,096 characters."""
    formatted = plain_text(text)
    if not formatted.text:
        raise ValueError("there is nothing to send")
    if len(formatted.text) > LONGEST_TEXT:
        raise ValueError(f"a message holds {LONGEST_TEXT} characters, this one has {len(formatted.text)}")
    return formatted.fields()


def start_text(payload: str | None) -> str:
    """Return what following a start link sends."""
    if payload is None:
        return "/start"
    if not _START_PAYLOAD.fullmatch(payload):
        raise ValueError(f"a start link can't carry {payload!r}: 1 to 64 of A-Z a-z 0-9 _ -")
    return f"/start {payload}"


def file_content(world: World, kind: str, upload: Upload, caption: str | None, **details: Any) -> Json:
    """Return a file as a message's content."""
    stored = store(world, kind, upload, details)
    content = media_content(stored)
    return content | plain_text(caption).fields("caption", "caption_entities") if caption else content


def contact_content(phone: str, account: Account | None, name: str) -> Json:
    """Return a contact; `account` is whom it belongs to on Telegram, if to anybody."""
    contact: Json = {"phone_number": phone, "first_name": name}
    if account is not None:
        contact["user_id"] = account.id
        if account.last_name:
            contact["last_name"] = account.last_name
    return {"contact": contact}


def live_draft(world: World, latitude: float, longitude: float, period: int) -> Draft:
    """Return a shared position that will move for `period` seconds."""
    location = location_json(latitude, longitude, live_period=period)
    return Draft({"location": location}, live_until=int(world.now()) + period)


def move(world: World, message: Message, latitude: float, longitude: float) -> None:
    """Move somebody's live position."""
    if not is_live(message, world.now()):
        raise ValueError("this position is not shared live (any more)")
    check_present(world, world.chat(message.chat_id), message.sender_id)
    period = message.content["location"]["live_period"]
    message.content = {"location": location_json(latitude, longitude, live_period=period)}
    changed(world, message)


def stop_sharing(world: World, message: Message) -> None:
    """End a live position: the last edit has no period any more."""
    place = message.content["location"]
    message.content = {"location": location_json(place["latitude"], place["longitude"])}
    message.live_until = 0
    changed(world, message)


def edit(world: World, message: Message, user_id: int, text: str) -> None:
    """Change one's own text or caption."""
    if message.sender_id != user_id or message.deleted:
        raise ValueError("only one's own messages can be edited")
    check_present(world, world.chat(message.chat_id), user_id)
    content = text_content(text)
    if "text" not in message.content:
        rest = {field: value for field, value in message.content.items() if not field.startswith("caption")}
        content = rest | plain_text(text).fields("caption", "caption_entities")
    message.content = content
    changed(world, message)


def delete(world: World, message: Message, user_id: int) -> None:
    """Delete a message for both sides; in private anybody's, in a group one's own."""
    chat = world.chat(message.chat_id)
    check_present(world, chat, user_id)
    if chat.type != "private" and message.sender_id != user_id:
        raise ValueError("only one's own messages can be deleted in a group")
    remove(world, message)


def forwarded_content(world: World, message: Message) -> Json:
    """Return a message as the content of a forward: the same, with where it came from."""
    origin = message.content.get("forward_origin") or {
        "type": "user",
        "sender_user": user_json(world.account(message.sender_id)),
        "date": message.date,
    }
    kept = {field: value for field, value in message.content.items() if field not in {"media_group_id", "effect_id"}}
    return kept | {"forward_origin": origin}


def react(world: World, message: Message, user_id: int, emoji: str | None) -> None:
    """Put an emoji under a message, or take it away."""
    chat = world.chat(message.chat_id)
    check_may_react(world, chat, user_id)
    old = message.reactions.pop(user_id, [])
    new = [{"type": "emoji", "emoji": emoji}] if emoji else []
    if new:
        message.reactions[user_id] = new
    body: Json = {
        "chat": chat_json(world, chat),
        "message_id": message.message_id,
        "user": user_json(world.account(user_id)),
        "date": int(world.now()),
        "old_reaction": old,
        "new_reaction": new,
    }
    push(world, "message_reaction", body, lane=f"chat:{chat.id}")
    world.tell("reaction", chat.id, message)
