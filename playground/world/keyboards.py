"""Keyboards: what Telegram takes as one, and what it says about the rest.

`syntax_checked` looks at the JSON as the Bot API's front door does; `inline_rows` and `reply_keyboard` apply the rules
of the servers behind it (lengths, links, what may be asked for in a group).
"""

import json
from typing import Any

from playground.refusals import Refusal, bad_request
from playground.world.links import checked_link
from playground.world.state import Chat, Json

MOST_BUTTONS = 100
_LONGEST_MARKUP_BYTES = 10_240
_STYLES = frozenset({"", "default", "primary", "danger", "success"})
_INLINE_KINDS = (
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
    "disabled",
)


def syntax_checked(markup: Any) -> Json | None:
    """Return the markup when its form is right (None when it asks for nothing), or raise what Telegram says."""
    if not isinstance(markup, dict):
        raise bad_request("Object expected as reply markup")
    for field, what in (("keyboard", "keyboard"), ("inline_keyboard", "inline keyboard")):
        if markup.get(field) is not None:
            _check_rows(markup[field], field, what)
    if markup.get("keyboard") or markup.get("inline_keyboard"):
        return _with_buttons_as_objects(markup)
    for field in ("remove_keyboard", "force_reply"):
        if _boolean(markup, field):
            return markup
    return {"inline_keyboard": []} if markup.get("inline_keyboard") == [] else None


def _with_buttons_as_objects(markup: Json) -> Json:
    """Write a reply button that is only a text as an object, so that it has one form from here on."""
    rows = markup.get("keyboard")
    if not rows:
        return markup
    written = [[{"text": button} if isinstance(button, str) else button for button in row] for row in rows]
    return {**markup, "keyboard": written}


def _check_rows(rows: Any, field: str, what: str) -> None:
    if not isinstance(rows, list):
        raise bad_request(f'Field "{field}" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            owner = " of the InlineKeyboardMarkup" if field == "inline_keyboard" else ""
            raise bad_request(f'Field "{field}"{owner} must be an Array of Arrays')
        for button in row:
            problem = _inline_problem(button) if field == "inline_keyboard" else _reply_problem(button)
            if problem:
                raise bad_request(f"Can't parse {what} button: {problem}")


def _inline_problem(button: Any) -> str | None:
    if not isinstance(button, dict):
        return "InlineKeyboardButton must be an Object"
    problem = _text_problem(button) or _style_problem(button)
    if problem:
        return problem
    for field in ("url", "callback_data"):
        if not isinstance(button.get(field, ""), str):
            return f'Field "{field}" must be of type String'
    if button.get("url") or button.get("callback_data"):
        return None
    if any(button.get(kind) is not None for kind in _INLINE_KINDS):
        return None
    return "Text buttons are unallowed in the inline keyboard"


def _reply_problem(button: Any) -> str | None:
    if isinstance(button, str):
        return None
    if not isinstance(button, dict):
        return "KeyboardButton must be a String or an Object"
    return _text_problem(button) or _style_problem(button)


def _text_problem(button: Json) -> str | None:
    if "text" not in button:
        return 'Can\'t find field "text"'
    return None if isinstance(button["text"], str) else 'Field "text" must be of type String'


def _style_problem(button: Json) -> str | None:
    style = button.get("style") or ""
    return None if str(style).lower() in _STYLES else "invalid button style specified"


def _boolean(markup: Json, field: str) -> bool:
    value = markup.get(field, False)
    if not isinstance(value, bool):
        raise bad_request(f'Field "{field}" must be of type Boolean')
    return value


def inline_rows(rows: list[list[Json]], chat: Chat) -> list[list[Json]] | None:
    """Return the rows of an inline keyboard as the message keeps them (None when there is no button)."""
    kept = [[_inline_button(button, chat) for button in row] for row in rows if row]
    if not kept:
        return None
    _check_size(kept)
    return kept


def _inline_button(button: Json, chat: Chat) -> Json:
    if not button["text"].strip():
        raise bad_request("Inline keyboard button text must be non-empty")
    kept = {field: value for field, value in button.items() if value is not None}
    if "callback_data" in kept and len(kept["callback_data"].encode()) > 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in kept:
        kept["url"] = _button_link(kept["url"])
    if "web_app" in kept and chat.type != "private":
        raise bad_request("BUTTON_TYPE_INVALID")
    if "copy_text" in kept and not 1 <= len(kept["copy_text"]["text"]) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    return kept


def _button_link(url: str) -> str:
    link = checked_link(url)
    if link is None:
        raise bad_request(f"Inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return link


def reply_keyboard(markup: Json, chat: Chat) -> Json:
    """Return a reply keyboard (or its removal, or a forced reply) as the chat keeps it."""
    for row in markup.get("keyboard", []):
        for button in row:
            _check_reply_button(button, chat)
    _check_size(markup.get("keyboard", []))
    return {field: value for field, value in markup.items() if value is not None}


def _check_reply_button(button: Json, chat: Chat) -> None:
    if not button["text"].strip():
        raise bad_request("Keyboard button text must be non-empty")
    if chat.type == "private":
        return
    if button.get("request_contact"):
        raise bad_request("Phone number can be requested in private chats only")
    if button.get("request_location"):
        raise bad_request("Location can be requested in private chats only")
    if button.get("request_poll"):
        raise bad_request("Poll can be requested in private chats only")


def _check_size(rows: list[list[Json]]) -> None:
    too_long: Refusal = bad_request("reply markup is too long")
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise too_long
    if sum(len(json.dumps(row, ensure_ascii=False).encode()) for row in rows) > _LONGEST_MARKUP_BYTES:
        raise too_long
