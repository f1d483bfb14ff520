"""Which function answers which method, and what it is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod

from playground.world.files import Upload
from playground.world.world import World

Arguments_co = TypeVar("Arguments_co", bound=TelegramMethod[Any], covariant=True)
Value = TypeVar("Value")


@dataclass(frozen=True)
class Request(Generic[Arguments_co]):
    """A call that passed the door: its world, its arguments as aiogram's type, the files that came with it."""

    world: World
    arguments: Arguments_co
    uploads: dict[str, Upload] = field(default_factory=dict)


Answer = Callable[[Request[Any]], Any]
ANSWERS: dict[str, Answer] = {}
METHODS: dict[str, type[TelegramMethod[Any]]] = {}


def answers(method: type[TelegramMethod[Any]]) -> Callable[[Answer], Answer]:
    """Register the function that answers a method; it returns what becomes `result`."""

    def register(function: Answer) -> Answer:
        name = method.__api_method__.lower()
        ANSWERS[name] = function
        METHODS[name] = method
        return function

    return register


def given(value: Value | Default | None) -> Value | None:
    """Return what the caller gave; aiogram's 'use the bot's default' means nothing was."""
    return None if isinstance(value, Default) else value
