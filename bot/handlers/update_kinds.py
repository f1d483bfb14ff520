"""What an update is, of a small set of words: figures by handler must not grow with what people type."""

from inspect import getmembers, isclass

from aiogram.filters.callback_data import CallbackData
from aiogram.types import TelegramObject, Update

from bot.turn import Thing, thing_in
from bot.ui import presses
from bot.ui.commands import ADMINS, DISPATCHERS, OPERATORS, PERSONAL, TECHNICIANS

PRESSES = [kind for _, kind in getmembers(presses, isclass) if issubclass(kind, CallbackData) and kind != CallbackData]
PREFIXES = {press.__prefix__: press for press in PRESSES}
IN_NO_MENU = {"apply", "claim", "hours", "menu", "rating"}
"""Commands that are understood and stand in nobody's menu: a button leads to the same."""
IN_MENUS = {name for name, _ in (*PERSONAL, *TECHNICIANS, *DISPATCHERS, *OPERATORS, *ADMINS)}
COMMANDS = IN_MENUS | IN_NO_MENU
UNKNOWN = "unknown"


def kind_of(event: TelegramObject) -> str:
    """The button's prefix, a command of ours, or the kind of message."""
    assert isinstance(event, Update)
    if event.callback_query is not None:
        prefix = (event.callback_query.data or "").partition(":")[0]
        return f"button_{prefix if prefix in PREFIXES else UNKNOWN}"
    if event.message is None:
        return event.event_type
    text = event.message.text or ""
    return f"command_{_command(text)}" if text.startswith("/") else str(event.message.content_type)


def named_by(update: Update) -> Thing | None:
    """The order, job, offer or the like that a pressed button names."""
    data = update.callback_query.data if update.callback_query else None
    press = PREFIXES.get((data or "").partition(":")[0])
    if press is None or data is None:
        return None
    try:
        return thing_in(dict(press.unpack(data)))
    except (TypeError, ValueError):  # garbled: the handlers refuse it
        return None


def _command(text: str) -> str:
    words = text[1:].split(maxsplit=1)
    name = words[0].partition("@")[0].lower() if words else ""
    return name if name in COMMANDS else UNKNOWN
