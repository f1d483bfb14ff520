"""Fields that no such argument has, however deep: a misspelt one of a button is ignored by Telegram without a word."""

import json
import types as python_types
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from aiogram.methods import TelegramMethod
from pydantic import BaseModel


def unknown_arguments(method: type[TelegramMethod[Any]], raw: dict[str, Any]) -> list[str]:
    """Return the names of arguments that the method does not have, and of fields that these do not have.

    A field is named with its way there: `reply_markup.inline_keyboard.colour`. Each name comes once.
    """
    found: dict[str, None] = {}
    for name, value in raw.items():
        if name in method.model_fields:
            found |= dict.fromkeys(_within(method.model_fields[name].annotation, value, name))
        elif name != "method":
            found[name] = None
    return list(found)


def _within(annotation: Any, value: Any, path: str) -> Iterator[str]:
    models = _models(annotation)
    if not models:
        return
    if isinstance(value, str):
        value = _read(value)
    for one in _flat(value):
        yield from _of_object(models, one, path)


def _read(text: str) -> Any:
    """Return what a JSON text holds; one that can't be read is refused elsewhere."""
    try:
        return json.loads(text) if text[:1] in {"{", "["} else None
    except ValueError:
        return None


def _flat(value: Any) -> Iterator[dict[str, Any]]:
    """Return the objects in lists of lists."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _flat(one)


def _of_object(models: tuple[type[BaseModel], ...], value: dict[str, Any], path: str) -> Iterator[str]:
    """Look at an object that may be of any of these types: a field is known when one of them has it."""
    for name, inner in value.items():
        annotations = [annotation for model in models if (annotation := _fields(model).get(name)) is not None]
        if not annotations:
            yield f"{path}.{name}"
        elif isinstance(inner, dict | list):
            yield from _within(annotations[0], inner, f"{path}.{name}")


@cache
def _fields(model: type[BaseModel]) -> dict[str, Any]:
    """Return the types of a model's fields by the names that they have in JSON."""
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


@cache
def _models(annotation: Any) -> tuple[type[BaseModel], ...]:
    """Return the objects that a value of this type is, or is a list of."""
    origin = get_origin(annotation)
    if origin is Annotated or origin is list:
        return _models(get_args(annotation)[0])
    if origin in {Union, python_types.UnionType}:
        return tuple(model for member in get_args(annotation) for model in _models(member))
    return (annotation,) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else ()
