"""How updates find their handlers: only through async filters (a synchronous one costs a thread), each press by one."""

import inspect
from collections import Counter
from collections.abc import Iterator

import pytest
from aiogram import F, Router
from aiogram.dispatcher.event.handler import FilterObject, HandlerObject
from aiogram.filters import Command, Filter
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from aiogram.types import Message

from bot.handlers.routes import ROUTERS
from bot.ui import presses

PRESSES = {
    press
    for _, press in inspect.getmembers(presses, inspect.isclass)
    if issubclass(press, CallbackData) and press is not CallbackData
}


def registered(routers: tuple[Router, ...]) -> Iterator[tuple[str, HandlerObject, FilterObject | None]]:
    """Every handler with each filter it has, those of its whole router included; a name to report it by."""
    for router in routers:
        for kind, observer in router.observers.items():
            for handler in observer.handlers:
                name = f"{router.name}/{kind}: {handler.callback.__name__}"
                filters = [*(observer._handler.filters or ()), *(handler.filters or ())]
                for one in filters or [None]:
                    yield name, handler, one


def slow(routers: tuple[Router, ...]) -> list[str]:
    """Handlers and filters that aiogram would run in a thread of their own, or that are magic."""
    return [
        name
        for name, handler, one in registered(routers)
        if not handler.awaitable or (one is not None and (not one.awaitable or _is_magic(one)))
    ]


def _is_magic(one: FilterObject) -> bool:
    """Whether anything of `F` is in it: what it looks at is found out anew for every update."""
    inner = (getattr(one.callback, name, None) for name in ("rule", "magic"))
    return one.magic is not None or any(magic is not None for magic in inner)


def test_no_filter_and_no_handler_is_synchronous() -> None:
    assert slow(ROUTERS) == []


def test_every_press_has_exactly_one_handler() -> None:
    answered = Counter(
        one.callback.callback_data
        for _name, _handler, one in registered(ROUTERS)
        if one is not None and isinstance(one.callback, CallbackQueryFilter)
    )
    assert {press.__name__ for press in PRESSES - set(answered)} == set()
    assert {press.__name__: count for press, count in answered.items() if count > 1} == {}


def test_every_command_has_exactly_one_handler() -> None:
    commands = Counter(
        command
        for _name, _handler, one in registered(ROUTERS)
        if one is not None and isinstance(one.callback, Command)
        for command in one.callback.commands
    )
    assert {"start", "help", "new", "cancel", "online"} <= set(commands)
    assert {command: count for command, count in commands.items() if count > 1} == {}


def test_routers_have_different_names() -> None:
    assert len({router.name for router in ROUTERS}) == len(ROUTERS)


# ---------------------------------------------------------------- the rule itself


class Told(Filter):
    """A filter as they should be."""

    async def __call__(self, _message: Message) -> bool:
        """Whatever it is."""
        return True


async def handle(_message: Message) -> None:
    """Do nothing."""


@pytest.mark.parametrize(
    ("one", "is_slow"),
    [
        (Told(), False),
        (Command("new"), False),
        (presses.MenuPress.filter(), False),
        (lambda _message: True, True),
        (F.text, True),
        (Command("new", magic=F.args), True),
        (presses.MenuPress.filter(F.act == "order"), True),
    ],
)
def test_a_slow_filter_is_found(one: object, is_slow: bool) -> None:
    router = Router(name="sample")
    router.message.register(handle, one)  # type: ignore[arg-type]  # one of each kind
    assert bool(slow((router,))) is is_slow


def test_a_filter_of_the_whole_router_is_found() -> None:
    router = Router(name="sample")
    router.message.filter(F.chat.type == "private")
    router.message.register(handle, Told())
    assert slow((router,)) == ["sample/message: handle"]
