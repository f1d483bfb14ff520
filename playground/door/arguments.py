"""Arguments as they came into aiogram's method types, or Telegram's words for what is wrong with them."""

import json
import re
from typing import Any

from aiogram import types
from aiogram.methods import TelegramMethod
from pydantic import ValidationError

from playground.door.argument_kinds import ArgumentKind, argument_kinds, required_arguments
from playground.door.reading import strict_json
from playground.refusals import Refusal, bad_request
from playground.world.files import Upload
from playground.world.keyboards import syntax_checked

_UNREADABLE = {
    "reply_markup": "Can't parse reply keyboard markup JSON object",
    "reply_parameters": "Can't parse reply parameters JSON object",
    "link_preview_options": "Can't parse link preview options JSON object",
    "scope": "Can't parse BotCommandScope JSON object",
    "menu_button": "Can't parse menu button JSON object",
    "reaction": "Can't parse reaction types JSON object",
    "shipping_options": "Can't parse shipping options JSON object",
}
_OWNERS = {
    "commands": "BotCommand",
    "scope": "BotCommandScope",
    "media": "InputMedia",
    "prices": "labeled price",
    "entities": "MessageEntity",
    "caption_entities": "MessageEntity",
    "menu_button": "menu button",
    "reaction": "ReactionType",
    "shipping_options": "shipping option",
    "reply_parameters": "reply parameters",
}
_IGNORED_WHEN_UNREADABLE = frozenset({"entities", "caption_entities", "allowed_updates"})
_MARKUPS: dict[str, type[types.TelegramObject]] = {
    "keyboard": types.ReplyKeyboardMarkup,
    "inline_keyboard": types.InlineKeyboardMarkup,
    "remove_keyboard": types.ReplyKeyboardRemove,
    "force_reply": types.ForceReply,
}
_BUTTONS = {"keyboard": "keyboard button", "inline_keyboard": "inline keyboard button"}
_TYPES = {"string": "String", "bool": "Boolean", "int": "Number", "list": "Array"}
"""What pydantic calls a wrong type, by its beginning, and what Telegram wants there instead; all else is an object."""
_EMPTY: dict[ArgumentKind, Any] = {"text": "", "chat": "", "integer": 0, "boolean": False, "file": ""}


def parsed(method: type[TelegramMethod[Any]], raw: dict[str, Any], uploads: dict[str, Upload]) -> TelegramMethod[Any]:
    """Return the call as aiogram's type."""
    kinds = argument_kinds(method)
    values = {name: _read(name, kinds[name], value) for name, value in raw.items() if name in kinds}
    values = {name: value for name, value in values.items() if value is not None}
    for name in uploads:
        if kinds.get(name) == "file":
            values[name] = f"attach://{name}"
    for name in required_arguments(method) - values.keys():
        values[name] = _absent(name, kinds[name], method)
    try:
        return method.model_validate(values)
    except ValidationError as error:
        raise _refusal(error) from error


def _absent(name: str, kind: ArgumentKind, method: type[TelegramMethod[Any]]) -> Any:
    """Return what a missing argument counts as; each method then says in its own words that it is empty."""
    if kind in _EMPTY:
        return _EMPTY[kind]
    if kind == "number":
        raise bad_request(f"{name} is empty")
    if str(method.model_fields[name].annotation).startswith("list["):
        return []
    raise bad_request(f'Parameter "{name}" is required')


def _read(name: str, kind: ArgumentKind, value: Any) -> Any:
    if kind == "json":
        return _structure(name, value)
    if kind == "boolean":
        return value if isinstance(value, bool) else str(value).lower() in {"true", "yes", "1"}
    if kind == "chat":
        return _chat(value)
    if kind == "integer":
        return _integer(value)
    if kind == "number":
        return _number(name, value)
    return value if isinstance(value, str) else json.dumps(value)


def _structure(name: str, value: Any) -> Any:
    """Return the JSON value of an argument; a keyboard becomes aiogram's type of its kind."""
    if isinstance(value, str):
        if not value:
            return None
        try:
            value = strict_json(value)
        except ValueError as error:
            if name in _IGNORED_WHEN_UNREADABLE:
                return None
            raise bad_request(_UNREADABLE.get(name, f"Can't parse {name} JSON object")) from error
    return _markup(value) if name == "reply_markup" else value


def _markup(value: Any) -> types.TelegramObject | None:
    checked = syntax_checked(value)
    if checked is None:
        return None
    kind = next(kind for field, kind in _MARKUPS.items() if checked.get(field) is not None)
    try:
        return kind.model_validate(checked)
    except ValidationError as error:
        raise _markup_refusal(error) from error


def _markup_refusal(error: ValidationError) -> Refusal:
    """Return what the server says of a keyboard whose form is right and one of whose fields is not."""
    problem = error.errors(include_url=False, include_input=False)[0]
    steps = [step for step in problem["loc"] if isinstance(step, str)]
    missing = problem["type"] == "missing"
    said = f'Can\'t find field "{steps[-1]}"' if missing else _wrong_type(steps[-1], problem["type"])
    owner = _BUTTONS.get(steps[0]) if len(steps) > 1 else None
    return bad_request(f"Can't parse {owner}: {said}" if owner else said)


def _wrong_type(field: str, problem: str) -> str:
    wanted = next((name for start, name in _TYPES.items() if problem.startswith(start)), "Object")
    return f'Field "{field}" must be of type {wanted}'


def _chat(value: Any) -> int | str:
    text = str(value).strip()
    return int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else text


def _integer(value: Any) -> int | None:
    """Return the whole number at the front of the text, as the server reads it (nothing there is 0)."""
    if value == "":
        return None
    match = re.match(r"-?[0-9]{1,18}", str(value))
    return int(match.group()) if match else 0


def _number(name: str, value: Any) -> float | None:
    if value == "":
        return None
    try:
        return float(value)
    except (TypeError, ValueError) as error:
        raise bad_request(f"{name} must be a Number") from error


def _refusal(error: ValidationError) -> Refusal:
    """Return the refusal for the first thing that does not fit the type."""
    problem = error.errors(include_url=False, include_input=False)[0]
    where = [str(step) for step in problem["loc"]]
    prefix = f"Can't parse {_OWNERS.get(where[0], where[0])}: "
    if problem["type"] == "missing":
        return bad_request(f'{prefix}Can\'t find field "{where[-1]}"')
    if problem["type"].startswith("union_tag"):
        return bad_request(f"{prefix}Unsupported type specified")
    return bad_request(f"{prefix}{problem['msg']}")
