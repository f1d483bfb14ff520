"""What somebody may do in a group: be there, write there, send what kind of thing."""

from playground.world.access import has_right
from playground.world.state import Chat, Json
from playground.world.world import World

_RIGHTS = {
    "photo": ("can_send_photos", "pictures"),
    "video": ("can_send_videos", "videos"),
    "voice": ("can_send_voice_notes", "voice messages"),
    "document": ("can_send_documents", "files"),
    "audio": ("can_send_audios", "music"),
}
_WORDS = ("can_send_messages", "messages")


def check_present(world: World, chat: Chat, user_id: int) -> None:
    """Raise ValueError where somebody is not in a group (any more)."""
    if chat.type == "private":
        return
    member = chat.members.get(user_id)
    if member is None or not member.present:
        banned = member is not None and member.status == "kicked"
        how = "was banned from" if banned else "is not in"
        raise ValueError(f"{world.account(user_id).first_name} {how} the group {chat.title}")


def check_may_put(world: World, chat: Chat, user_id: int, content: Json) -> None:
    """Raise ValueError where somebody may not send such a thing: restricted, or nobody may who does not lead."""
    check_present(world, chat, user_id)
    right, what = next((found for kind, found in _RIGHTS.items() if kind in content), _WORDS)
    if chat.type != "private" and not has_right(world, chat, user_id, right):
        raise ValueError(f"{world.account(user_id).first_name} may not send {what} in the group {chat.title}")


def check_may_react(world: World, chat: Chat, user_id: int) -> None:
    """Raise ValueError where somebody may not put an emoji under a message."""
    check_present(world, chat, user_id)
    if chat.type != "private" and not has_right(world, chat, user_id, "can_react_to_messages"):
        raise ValueError(f"{world.account(user_id).first_name} may not react in the group {chat.title}")
