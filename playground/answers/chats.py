"""Chats and who is in them."""

from typing import Any

from aiogram import methods, types

from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.access import has_right, known, reachable
from playground.world.groups import set_member
from playground.world.membership import MEMBER_RIGHTS, member_json
from playground.world.messages import service_message
from playground.world.rendering import chat_json, message_json
from playground.world.state import Chat, Json, Member, Message
from playground.world.telegram_json import checked

_NO_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


@answers(methods.GetChat)
def get_chat(request: Request[methods.GetChat]) -> Json:
    """Return everything about a chat."""
    world = request.world
    chat = _readable(request)
    full = chat_json(world, chat) | {
        "accent_color_id": abs(chat.id) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }
    if chat.type != "private":
        full["permissions"] = {right: right in chat.default_rights for right in MEMBER_RIGHTS}
    if chat.pinned and chat.pinned[-1] in chat.messages:
        full["pinned_message"] = message_json(world, chat.messages[chat.pinned[-1]])
    return checked(types.ChatFullInfo, full)


def _readable(request: Request[Any]) -> Chat:
    """Return a chat that may be looked at: a blocked private one may, a group that the bot has left may not."""
    chat = known(request.world, request.arguments.chat_id)
    return chat if chat.type == "private" else reachable(request.world, chat.id)


def _member_id(request: Request[Any]) -> int:
    user_id: int = request.arguments.user_id
    if user_id <= 0:
        raise bad_request("Invalid user_id specified")
    if user_id not in request.world.state.accounts:
        raise bad_request("PARTICIPANT_ID_INVALID")
    return user_id


@answers(methods.GetChatMember)
def get_chat_member(request: Request[methods.GetChatMember]) -> Json:
    """Return what somebody is in a chat."""
    chat = _readable(request)
    user_id = _member_id(request)
    if chat.type == "private":
        if user_id not in {chat.id, request.world.bot.id}:
            raise bad_request("PARTICIPANT_ID_INVALID")
        return member_json(request.world, chat, user_id, Member())
    return member_json(request.world, chat, user_id)


@answers(methods.GetChatMemberCount)
def get_chat_member_count(request: Request[methods.GetChatMemberCount]) -> int:
    """Return how many are in a chat."""
    chat = _readable(request)
    return 2 if chat.type == "private" else sum(member.present for member in chat.members.values())


@answers(methods.GetChatAdministrators)
def get_chat_administrators(request: Request[methods.GetChatAdministrators]) -> list[Json]:
    """Return who leads a group; bots other than this one there are none."""
    chat = _readable(request)
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    return [
        member_json(request.world, chat, user_id)
        for user_id, member in chat.members.items()
        if member.status in {"creator", "administrator"} and user_id != request.world.bot.id
    ]


@answers(methods.LeaveChat)
def leave_chat(request: Request[methods.LeaveChat]) -> bool:
    """Let the bot leave a group."""
    chat = reachable(request.world, request.arguments.chat_id)
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    set_member(request.world, chat, request.world.bot.id, Member("left"), by=request.world.bot.id)
    return True


def _present(chat: Chat, message_id: int | None, verb: str) -> Message:
    message = chat.messages.get(message_id or 0)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    return message


def _check_may_pin(request: Request[Any], chat: Chat) -> None:
    if chat.type != "private" and not has_right(request.world, chat, request.world.bot.id, "can_pin_messages"):
        raise bad_request("not enough rights to manage pinned messages in the chat")


@answers(methods.PinChatMessage)
def pin_chat_message(request: Request[methods.PinChatMessage]) -> bool:
    """Pin a message; the chat says so."""
    world = request.world
    chat = reachable(world, request.arguments.chat_id)
    message = _present(chat, request.arguments.message_id, "pin")
    _check_may_pin(request, chat)
    if message.message_id in chat.pinned:
        chat.pinned.remove(message.message_id)
    chat.pinned.append(message.message_id)
    service_message(world, chat, world.bot.id, {"pinned_message": message_json(world, message)}, message.thread_id)
    return True


@answers(methods.UnpinChatMessage)
def unpin_chat_message(request: Request[methods.UnpinChatMessage]) -> bool:
    """Unpin a message (the latest pinned one unless told which)."""
    chat = reachable(request.world, request.arguments.chat_id)
    _check_may_pin(request, chat)
    message_id = request.arguments.message_id
    if message_id is None:
        message_id = chat.pinned[-1] if chat.pinned else 0
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    return True


@answers(methods.UnpinAllChatMessages)
def unpin_all_chat_messages(request: Request[methods.UnpinAllChatMessages]) -> bool:
    """Unpin everything."""
    chat = reachable(request.world, request.arguments.chat_id)
    _check_may_pin(request, chat)
    chat.pinned.clear()
    return True


@answers(methods.SetMessageReaction)
def set_message_reaction(request: Request[methods.SetMessageReaction]) -> bool:
    """Put the bot's own emoji under a message (one at most; none takes it away)."""
    arguments, world = request.arguments, request.world
    chat = reachable(world, arguments.chat_id)
    message = _present(chat, arguments.message_id, "react")
    chosen = [reaction.model_dump(mode="json") for reaction in arguments.reaction or []]
    if len(chosen) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    if any(reaction["type"] != "emoji" for reaction in chosen):
        raise bad_request("REACTION_INVALID")
    message.reactions.pop(world.bot.id, None)
    if chosen:
        message.reactions[world.bot.id] = chosen
    world.tell("reaction", chat.id, message)
    return True
