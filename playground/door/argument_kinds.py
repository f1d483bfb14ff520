"""What kind each argument of a method is, found out from aiogram's own types."""

import types as python_types
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile
from pydantic import BaseModel

ArgumentKind = Literal["json", "boolean", "integer", "number", "chat", "file", "text"]


@cache
def argument_kinds(method: type[TelegramMethod[Any]]) -> dict[str, ArgumentKind]:
    """Return the kind of every argument of a method by name."""
    return {name: _kind(field.annotation) for name, field in method.model_fields.items()}


@cache
def required_arguments(method: type[TelegramMethod[Any]]) -> frozenset[str]:
    """Return the names of the arguments that must be there."""
    return frozenset(name for name, field in method.model_fields.items() if field.is_required())


def _kind(annotation: Any) -> ArgumentKind:
    members = _members(annotation)
    if any(_is_structure(member) for member in members):
        return "json"
    if InputFile in members:
        return "file"
    if int in members and str in members:
        return "chat"
    for kind, name in ((bool, "boolean"), (int, "integer"), (float, "number")):
        if kind in members:
            return name  # type: ignore[return-value]  # each name is one of the kinds
    return "text"


def _members(annotation: Any) -> list[Any]:
    """Return the plain types that a union is made of, without None and aiogram's `Default`."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _members(get_args(annotation)[0])
    if origin in {Union, python_types.UnionType}:
        return [plain for member in get_args(annotation) for plain in _members(member)]
    return [] if annotation in {type(None), Default} else [annotation]


def _is_structure(member: Any) -> bool:
    if get_origin(member) in {list, dict}:
        return True
    return isinstance(member, type) and issubclass(member, BaseModel)
