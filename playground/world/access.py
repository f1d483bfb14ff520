"""Whether the bot may reach a chat, and what Telegram says when it may not."""

import re

from playground.refusals import Refusal, bad_request, forbidden
from playground.world.state import Chat
from playground.world.world import World

_WITH_THE_OFFICE = ("can_send", "can_add_web", "can_react")
"""How the rights begin that every administrator has."""


def reachable(world: World, chat_id: int | str | None) -> Chat:
    """Return the chat the bot may write to, or raise the refusal for the kind of closed door it is."""
    chat = known(world, chat_id)
    if chat.type == "private":
        _check_person(world, chat)
    else:
        _check_group(world, chat)
    return chat


def known(world: World, chat_id: int | str | None) -> Chat:
    """Return the chat a bot has met, whether or not it may still write there."""
    if chat_id is None or chat_id == "":
        raise bad_request("chat_id is empty")
    number = _number(world, chat_id)
    chat = world.state.chats.get(number)
    if chat is None or (chat.type == "private" and not chat.started):
        raise _unknown(world, number)
    return chat


def _number(world: World, chat_id: int | str) -> int:
    """Return the chat's number; only groups are found by their @username, a person is not."""
    if isinstance(chat_id, int):
        return chat_id
    if chat_id.startswith("@"):
        return min(0, world.state.usernames.get(chat_id[1:].lower(), 0))
    match = re.match(r"-?[0-9]+", chat_id)
    return int(match.group()) if match else 0


def _unknown(world: World, number: int) -> Refusal:
    """Tell somebody whom the bot never met from somebody who shares a group with it."""
    if number == world.bot.id:
        return forbidden("bot can't send messages to bots")
    shares_group = any(
        number in chat.members and world.bot.id in chat.members
        for chat in world.state.chats.values()
        if chat.type != "private"
    )
    if shares_group and number in world.state.accounts:
        return forbidden("bot can't initiate conversation with a user")
    return bad_request("chat not found")


def _check_person(world: World, chat: Chat) -> None:
    if world.account(chat.id).deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")


def _check_group(world: World, chat: Chat) -> None:
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": chat.migrated_to})
    if chat.closed:
        raise forbidden("the group chat was deleted")
    member = chat.members.get(world.bot.id)
    if member is not None and member.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.type} chat")
    if member is None or not member.present:
        raise forbidden(f"bot is not a member of the {chat.type} chat")


def check_may_send(world: World, chat: Chat, right: str, what: str) -> None:
    """Raise when the bot's rights in a group do not reach to sending this (`what` in Telegram's words)."""
    if chat.type != "private" and not has_right(world, chat, world.bot.id, right):
        raise bad_request(f"not enough rights to send {what} to the chat")


def has_right(world: World, chat: Chat, user_id: int, right: str) -> bool:
    """Say whether a member holds a right: administrators of their own, others the chat's defaults.

    A restriction leaves some of the defaults and adds nothing to them.
    """
    member = chat.members.get(user_id)
    if member is None or not member.present:
        return False
    if member.status == "creator":
        return True
    if member.status == "administrator":
        return right in member.rights or right.startswith(_WITH_THE_OFFICE)
    if member.status == "restricted" and (member.until == 0 or member.until > world.now()):
        return right in member.rights and right in chat.default_rights
    return right in chat.default_rights
