"""The bot itself: who it is, its name, its descriptions, its menu button."""

from typing import Any

from aiogram import methods

from playground.answers.registry import Request, answers
from playground.refusals import Refusal, bad_request
from playground.world.rendering import user_json
from playground.world.state import Json
from playground.world.telegram_json import as_json
from playground.world.world import World

_LONGEST = {"name": 64, "description": 512, "short_description": 120}
_DEFAULT_BUTTON: Json = {"type": "commands"}


@answers(methods.GetMe)
def get_me(request: Request[methods.GetMe]) -> Json:
    """Return the bot's own account with what it can do."""
    settings = request.world.settings
    return user_json(request.world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": settings.reads_all_group_messages,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": settings.topics_in_private_chats,
    }


def _set(request: Request[Any], field: str) -> bool:
    """Keep a text of the profile for a language; an empty one takes it away."""
    value = getattr(request.arguments, field) or ""
    if len(value) > _LONGEST[field]:
        raise bad_request(f"BOT_{_constant(field)}_TOO_LONG" if field != "name" else "BOT_TITLE_INVALID")
    key = f"{field}:{_language(request.arguments.language_code)}"
    if value:
        request.world.state.profile[key] = value
    else:
        request.world.state.profile.pop(key, None)
    return True


def _constant(field: str) -> str:
    return {"description": "DESCRIPTION", "short_description": "ABOUT"}[field]


def _get(request: Request[Any], field: str) -> Json:
    """Return a text of the profile: of this language, else the common one."""
    profile = request.world.state.profile
    language = _language(request.arguments.language_code)
    default = request.world.bot.first_name if field == "name" else ""
    return {field: profile.get(f"{field}:{language}") or profile.get(f"{field}:") or default}


def _language(code: str | None) -> str:
    """Return a two-letter code (or none), or raise what Telegram says of another."""
    if code and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise bad_request("invalid language code specified")
    return code or ""


@answers(methods.SetMyName)
def set_my_name(request: Request[methods.SetMyName]) -> bool:
    """Change the bot's name for a language."""
    return _set(request, "name")


@answers(methods.GetMyName)
def get_my_name(request: Request[methods.GetMyName]) -> Json:
    """Return the bot's name in a language."""
    return _get(request, "name")


@answers(methods.SetMyDescription)
def set_my_description(request: Request[methods.SetMyDescription]) -> bool:
    """Change what an empty chat with the bot says."""
    return _set(request, "description")


@answers(methods.GetMyDescription)
def get_my_description(request: Request[methods.GetMyDescription]) -> Json:
    """Return what an empty chat with the bot says."""
    return _get(request, "description")


@answers(methods.SetMyShortDescription)
def set_my_short_description(request: Request[methods.SetMyShortDescription]) -> bool:
    """Change what the bot's profile page says."""
    return _set(request, "short_description")


@answers(methods.GetMyShortDescription)
def get_my_short_description(request: Request[methods.GetMyShortDescription]) -> Json:
    """Return what the bot's profile page says."""
    return _get(request, "short_description")


@answers(methods.SetChatMenuButton)
def set_chat_menu_button(request: Request[methods.SetChatMenuButton]) -> bool:
    """Change the button beside the text field: for one person, or for all."""
    owner = _menu_owner(request.world, request.arguments.chat_id)
    button = request.arguments.menu_button
    kept = {"type": "default"} if button is None else as_json(button)
    if kept["type"] == "default":
        request.world.state.menu_buttons.pop(owner, None)
    else:
        request.world.state.menu_buttons[owner] = kept
    return True


@answers(methods.GetChatMenuButton)
def get_chat_menu_button(request: Request[methods.GetChatMenuButton]) -> Json:
    """Return the button beside the text field."""
    buttons = request.world.state.menu_buttons
    owner = _menu_owner(request.world, request.arguments.chat_id)
    return buttons.get(owner) or buttons.get(0) or _DEFAULT_BUTTON


def _menu_owner(world: World, chat_id: int | None) -> int:
    if chat_id is None:
        return 0
    if chat_id not in world.state.accounts:
        raise bad_request("user not found" if chat_id > 0 else "Invalid chat_id specified")
    return chat_id


@answers(methods.LogOut)
def log_out(request: Request[methods.LogOut]) -> bool:
    """Leave the cloud server; the playground has no other, so the bot simply may come back."""
    request.world.state.updates.clear()
    return True


@answers(methods.Close)
def close(request: Request[methods.Close]) -> bool:
    """Close the bot's instance, which the cloud server allows only some time after the start."""
    if request.world.state.webhook.url:
        raise bad_request("webhook must be deleted first")
    raise Refusal(429, "Too Many Requests: retry after 600", {"retry_after": 600})
