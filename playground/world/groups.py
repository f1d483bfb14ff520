"""Groups: made, joined, left, promoted in, upgraded."""

from dataclasses import replace

from playground.world.membership import DEFAULT_RIGHTS, member_json
from playground.world.messages import service_message
from playground.world.rendering import chat_json, user_json
from playground.world.state import Chat, ChatType, Json, Member
from playground.world.updates import push
from playground.world.world import World

_FIRST_GROUP = 4_000_000
_FIRST_SUPERGROUP = 1_000_002_000_000


def add_group(world: World, title: str, owner_id: int, *, kind: ChatType = "supergroup", forum: bool = False) -> Chat:
    """Make a group with an owner in it. The bot has to be added by `set_member`."""
    first = _FIRST_SUPERGROUP if kind == "supergroup" else _FIRST_GROUP
    chat = Chat(-(first + world.new_id()), kind, title=title, is_forum=forum, default_rights=set(DEFAULT_RIGHTS))
    chat.members[owner_id] = Member("creator")
    world.state.chats[chat.id] = chat
    world.tell("chat", chat.id, chat)
    return chat


def set_member(world: World, chat: Chat, user_id: int, member: Member, *, by: int) -> None:
    """Change what somebody is in a group; the bot hears of itself always, of others when it asked to."""
    old = chat.members.get(user_id) or Member("left")
    chat.members[user_id] = member
    its_own = user_id == world.bot.id
    body: Json = {
        "chat": chat_json(world, chat),
        "from": user_json(world.account(by)),
        "date": int(world.now()),
        "old_chat_member": member_json(world, chat, user_id, old),
        "new_chat_member": member_json(world, chat, user_id, member),
    }
    push(world, "my_chat_member" if its_own else "chat_member", body, lane=f"chat:{chat.id}")
    if member.present and not old.present:
        service_message(world, chat, by, {"new_chat_members": [user_json(world.account(user_id))]})
    elif old.present and not member.present:
        service_message(world, chat, by, {"left_chat_member": user_json(world.account(user_id))})
    world.tell("chat", chat.id, chat)


def upgrade(world: World, chat: Chat) -> Chat:
    """Turn a basic group into a supergroup, which has another id."""
    owner_id = next(user_id for user_id, member in chat.members.items() if member.status == "creator")
    upgraded = add_group(world, chat.title or "", owner_id)
    upgraded.members = {user_id: replace(member) for user_id, member in chat.members.items()}
    service_message(world, chat, owner_id, {"migrate_to_chat_id": upgraded.id})
    service_message(world, upgraded, owner_id, {"migrate_from_chat_id": chat.id})
    chat.migrated_to = upgraded.id
    return upgraded
