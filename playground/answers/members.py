"""People in groups let in, held back, thrown out, given rights."""

from datetime import datetime, timedelta
from typing import Any

from aiogram import methods

from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.access import has_right, reachable
from playground.world.groups import set_member
from playground.world.membership import ADMINISTRATOR_RIGHTS, MEMBER_RIGHTS
from playground.world.state import Chat, Member

_FOREVER_BELOW = 30
_FOREVER_ABOVE = 366 * 24 * 3600
_MEANS_ALL_KINDS = {"can_send_other_messages", "can_add_web_page_previews"}
_ALL_KINDS = {right for right in MEMBER_RIGHTS if right.startswith("can_send_")} - {
    "can_send_polls",
    "can_send_other_messages",
}
_FOLLOWS = {
    "can_react_to_messages": "can_send_messages",
    "can_edit_tag": "can_pin_messages",
    "can_manage_topics": "can_pin_messages",
}
"""Rights that, where a call does not name them, are as another one is."""


def _group(request: Request[Any], right: str, what: str) -> tuple[Chat, int, Member | None]:
    """Return the group, whose rights are to change, and what they are; or raise why the bot may not."""
    world = request.world
    chat = reachable(world, request.arguments.chat_id)
    if chat.type == "private":
        raise bad_request("can't change chat member status in private chats")
    user_id: int = request.arguments.user_id
    if user_id not in world.state.accounts:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if not has_right(world, chat, world.bot.id, right):
        raise bad_request(f"not enough rights to {what}")
    member = chat.members.get(user_id)
    if member is not None and member.status == "creator":
        raise bad_request("can't remove chat owner")
    return chat, user_id, member


def _until(request: Request[Any], given: datetime | timedelta | int | None) -> int:
    """Return the end of a restriction in seconds since the epoch; too short or too long a time is for ever (0)."""
    now = request.world.now()
    if isinstance(given, datetime):
        given = int(given.timestamp())
    elif isinstance(given, timedelta):
        given = int(now + given.total_seconds())
    if not given or not _FOREVER_BELOW <= given - now <= _FOREVER_ABOVE:
        return 0
    return given


def _rights(request: Request[Any]) -> set[str]:
    """Return the rights that a call leaves; unless each is meant by itself, the newer ones follow from the older."""
    permissions = request.arguments.permissions
    rights = {right for right in MEMBER_RIGHTS if getattr(permissions, right)}
    if not request.arguments.use_independent_chat_permissions:
        if rights & _MEANS_ALL_KINDS:
            rights |= _ALL_KINDS
        if "can_send_polls" in rights:
            rights.add("can_send_messages")
    for right, followed in _FOLLOWS.items():
        if getattr(permissions, right) is None and followed in rights:
            rights.add(right)
    return rights


@answers(methods.BanChatMember)
def ban_chat_member(request: Request[methods.BanChatMember]) -> bool:
    """Throw somebody out."""
    chat, user_id, member = _group(request, "can_restrict_members", "restrict/unrestrict chat member")
    if member is not None and member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    until = _until(request, request.arguments.until_date)
    set_member(request.world, chat, user_id, Member("kicked", until=until), by=request.world.bot.id)
    return True


@answers(methods.UnbanChatMember)
def unban_chat_member(request: Request[methods.UnbanChatMember]) -> bool:
    """Let somebody come back (and, unless told otherwise, throw out who is in)."""
    chat, user_id, member = _group(request, "can_restrict_members", "restrict/unrestrict chat member")
    stays = member is not None and member.present and request.arguments.only_if_banned
    if member is not None and member.status != "left" and not stays:
        set_member(request.world, chat, user_id, Member("left"), by=request.world.bot.id)
    return True


@answers(methods.RestrictChatMember)
def restrict_chat_member(request: Request[methods.RestrictChatMember]) -> bool:
    """Leave somebody only some rights; all of them lift the restriction."""
    chat, user_id, member = _group(request, "can_restrict_members", "restrict/unrestrict chat member")
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    if member is not None and member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    rights = _rights(request)
    until = _until(request, request.arguments.until_date)
    restricted = Member() if rights == set(MEMBER_RIGHTS) else Member("restricted", rights, until)
    set_member(request.world, chat, user_id, restricted, by=request.world.bot.id)
    return True


@answers(methods.PromoteChatMember)
def promote_chat_member(request: Request[methods.PromoteChatMember]) -> bool:
    """Make somebody an administrator, or an ordinary member when no right is given."""
    chat, user_id, member = _group(request, "can_promote_members", "promote/demote chat members")
    if member is None or not member.present:
        raise bad_request("USER_NOT_PARTICIPANT")
    rights = {right for right in ADMINISTRATOR_RIGHTS if getattr(request.arguments, right, None)}
    promoted = Member("administrator", rights) if rights else Member()
    set_member(request.world, chat, user_id, promoted, by=request.world.bot.id)
    return True


@answers(methods.SetChatPermissions)
def set_chat_permissions(request: Request[methods.SetChatPermissions]) -> bool:
    """Change what ordinary members may do."""
    world = request.world
    chat = reachable(world, request.arguments.chat_id)
    if chat.type == "private":
        raise bad_request("can't change private chat permissions")
    if not has_right(world, chat, world.bot.id, "can_restrict_members"):
        raise bad_request("not enough rights to change chat permissions")
    chat.default_rights = _rights(request)
    world.tell("chat", chat.id, chat)
    return True
