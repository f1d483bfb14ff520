"""The commands menu: for whom, where and in which language."""

import re
from typing import Any

from aiogram import methods

from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.access import known
from playground.world.commands import commands_key
from playground.world.state import Chat, Json
from playground.world.telegram_json import as_json

MOST_COMMANDS = 100


def _key(request: Request[Any]) -> str:
    """Return where the list is kept; a scope of a chat must name one that the bot knows."""
    scope = request.arguments.scope
    fields: Json = {"type": "default"} if scope is None else as_json(scope)
    if "chat_id" in fields:
        fields["chat_id"] = known(request.world, fields["chat_id"]).id
    language = request.arguments.language_code or ""
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("Invalid language code specified")
    return commands_key(fields, language)


def _checked(command: Json) -> Json:
    """Return a command as menus show it, or raise what is wrong with it."""
    name = command["command"].strip().removeprefix("/")
    description = command["description"].strip()
    if not name:
        raise bad_request("Command must be non-empty")
    if len(name) > 32:
        raise bad_request("Command length must not exceed 32")
    if not description:
        raise bad_request("Command description must be non-empty")
    if len(description) > 256:
        raise bad_request("Command description length must not exceed 256")
    if not re.fullmatch(r"[a-z0-9_]+", name):
        raise bad_request("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


@answers(methods.SetMyCommands)
def set_my_commands(request: Request[methods.SetMyCommands]) -> bool:
    """Keep a menu; an empty one takes it away."""
    key = _key(request)
    commands = [_checked(as_json(command)) for command in request.arguments.commands]
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    _keep(request, key, commands)
    return True


@answers(methods.GetMyCommands)
def get_my_commands(request: Request[methods.GetMyCommands]) -> list[Json]:
    """Return exactly the menu that was set for this scope and language."""
    return request.world.state.commands.get(_key(request), [])


@answers(methods.DeleteMyCommands)
def delete_my_commands(request: Request[methods.DeleteMyCommands]) -> bool:
    """Take a menu away, so that the wider one shows again."""
    _keep(request, _key(request), [])
    return True


def _keep(request: Request[Any], key: str, commands: list[Json]) -> None:
    """Keep a menu (none takes it away) and tell the chats that it is for, unless it is the one they have."""
    kept = request.world.state.commands
    if kept.get(key, []) == commands:
        return
    if commands:
        kept[key] = commands
    else:
        del kept[key]
    for chat in _chats_of(request):
        request.world.tell("chat", chat.id, chat)


def _chats_of(request: Request[Any]) -> list[Chat]:
    """Return the chats that a scope reaches: its own, or all."""
    chat_id = getattr(request.arguments.scope, "chat_id", None)
    return list(request.world.state.chats.values()) if chat_id is None else [known(request.world, chat_id)]
