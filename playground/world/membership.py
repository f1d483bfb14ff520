"""What somebody is in a group, as the bot is told."""

from aiogram import types

from playground.world.rendering import user_json
from playground.world.state import Chat, Json, Member
from playground.world.telegram_json import checked
from playground.world.world import World

ADMINISTRATOR_RIGHTS = [
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
    "can_manage_tags",
]
MEMBER_RIGHTS = [
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
]
DEFAULT_RIGHTS = frozenset(MEMBER_RIGHTS) - {"can_change_info", "can_pin_messages", "can_manage_topics"}
_KINDS: dict[str, type[types.TelegramObject]] = {
    "creator": types.ChatMemberOwner,
    "administrator": types.ChatMemberAdministrator,
    "member": types.ChatMemberMember,
    "restricted": types.ChatMemberRestricted,
    "left": types.ChatMemberLeft,
    "kicked": types.ChatMemberBanned,
}


def member_json(world: World, chat: Chat, user_id: int, member: Member | None = None) -> Json:
    """Return a ChatMember; who was never there has left."""
    member = member or chat.members.get(user_id) or Member("left")
    fields: Json = {"status": member.status, "user": user_json(world.account(user_id))}
    if member.status == "creator":
        fields["is_anonymous"] = False
    elif member.status == "administrator":
        fields |= {"can_be_edited": False, "is_anonymous": False}
        fields |= {right: right in member.rights for right in ADMINISTRATOR_RIGHTS}
    elif member.status == "restricted":
        fields |= {"is_member": True, "until_date": member.until}
        fields |= {right: right in member.rights for right in MEMBER_RIGHTS}
    elif member.status == "kicked":
        fields["until_date"] = member.until
    if member.title and member.status in {"creator", "administrator"}:
        fields["custom_title"] = member.title
    return checked(_KINDS[member.status], fields)
