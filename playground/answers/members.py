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
    permissions = request.arguments.permissions
    rights = {right for right in MEMBER_RIGHTS if getattr(permissions, right, None)}
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
    permissions = request.arguments.permissions
    chat.default_rights = {right for right in MEMBER_RIGHTS if getattr(permissions, right, None)}
    return True
