"""Figures by handler know every command that is understood."""

from aiogram.filters import Command

from bot.handlers import operator_commands
from bot.handlers.routes import ROUTERS
from bot.handlers.update_kinds import COMMANDS
from bot.ui.commands import DISPATCHERS


def understood() -> set[str]:
    """The commands of the routers' own filters, and those that operators type."""
    filters = (
        one.callback for router in ROUTERS for handler in router.message.handlers for one in handler.filters or ()
    )
    typed = {str(name) for found in filters if isinstance(found, Command) for name in found.commands}
    return typed | set(operator_commands.COMMANDS)


def test_no_command_that_is_understood_is_counted_as_unknown() -> None:
    assert {name for name, _ in DISPATCHERS} < understood()
    assert understood() | {"claim"} == COMMANDS
