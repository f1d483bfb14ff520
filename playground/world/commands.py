"""Which commands menu somebody sees: the narrowest scope that has one hides the wider."""

from playground.world.state import Chat, Json
from playground.world.world import World


def commands_key(scope: Json, language: str) -> str:
    """Return the name under which the list of a scope and a language is kept."""
    place = ":".join(str(scope[field]) for field in ("chat_id", "user_id") if field in scope)
    return f"{scope['type']}:{place}:{language}"


def commands_for(world: World, chat: Chat, user_id: int) -> list[Json]:
    """Return the menu that a person sees in a chat, in the language of the person's Telegram."""
    language = (world.account(user_id).language_code or "")[:2]
    for scope in _scopes(chat, user_id):
        for code in (language, ""):
            found = world.state.commands.get(commands_key(scope, code))
            if found:
                return found
    return []


def _scopes(chat: Chat, user_id: int) -> list[Json]:
    """Return the scopes that apply, the narrowest first."""
    here: Json = {"chat_id": chat.id}
    if chat.type == "private":
        return [{"type": "chat"} | here, {"type": "all_private_chats"}, {"type": "default"}]
    member = chat.members.get(user_id)
    leads = member is not None and member.status in {"creator", "administrator"}
    scopes: list[Json] = [{"type": "chat_member", "user_id": user_id} | here]
    if leads:
        scopes.append({"type": "chat_administrators"} | here)
    scopes.append({"type": "chat"} | here)
    if leads:
        scopes.append({"type": "all_chat_administrators"})
    return [*scopes, {"type": "all_group_chats"}, {"type": "default"}]
