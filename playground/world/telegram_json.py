"""aiogram's types into the JSON that Telegram sends: no nulls, times as seconds."""

from typing import Any

from aiogram.types.base import TelegramObject


def as_json(thing: TelegramObject) -> dict[str, Any]:
    """Return a Telegram object as JSON without its absent fields (for objects without aiogram's `Default`s)."""
    return thing.model_dump(mode="json", by_alias=True, exclude_none=True)


def checked(kind: type[TelegramObject], fields: dict[str, Any]) -> dict[str, Any]:
    """Return `fields` as the JSON of a Telegram object of this kind; a wrong field is the playground's mistake."""
    thing = kind.model_validate(fields)
    return thing.model_dump(mode="json", by_alias=True, exclude_unset=True)
