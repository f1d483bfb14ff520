"""People, and their private chats with the bot."""

from playground.world.membership import member_json
from playground.world.rendering import chat_json, user_json
from playground.world.state import Account, Chat, Json, Member
from playground.world.updates import push
from playground.world.world import World

_FIRST_PERSON = 5_000_000_000


def add_person(world: World, account: Account) -> Chat:
    """Let somebody be on Telegram. The chat is there, but the bot has not met the person before the first message."""
    state = world.state
    if account.id in state.accounts:
        raise ValueError(f"the id {account.id} is taken")
    state.accounts[account.id] = account
    if account.username:
        state.usernames[account.username.lower()] = account.id
    chat = state.chats[account.id] = Chat(account.id, "private")
    world.tell("chat", chat.id, chat)
    return chat


def free_person_id(world: World) -> int:
    """Return an id that looks like Telegram's newer ones (over 32 bits) and belongs to nobody."""
    return _FIRST_PERSON + world.new_id()


def set_blocked(world: World, chat: Chat, *, blocked: bool) -> None:
    """Block the bot or let it in again; it hears of both."""
    if chat.blocked == blocked:
        return
    old, new = _bot_member(chat), Member("kicked" if blocked else "member")
    chat.blocked = blocked
    body: Json = {
        "chat": chat_json(world, chat),
        "from": user_json(world.account(chat.id)),
        "date": int(world.now()),
        "old_chat_member": member_json(world, chat, world.bot.id, old),
        "new_chat_member": member_json(world, chat, world.bot.id, new),
    }
    push(world, "my_chat_member", body, lane=f"chat:{chat.id}")
    world.tell("chat", chat.id, chat)


def _bot_member(chat: Chat) -> Member:
    return Member("kicked" if chat.blocked else "member")
