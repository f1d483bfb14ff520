"""The bot in groups: it works in the operators' group and in private chats; others hear so, once."""

from bot.usecases.staff import close_desk
from db import outbox, settings
from db.outbox import Priority, notify
from db.transaction import Transaction


def came_into_group(tx: Transaction, group: int, username: str) -> None:
    """Say where the bot can be found, once a group."""
    _point_to_private_chat(tx, group, username)


def command_in_group(tx: Transaction, group: int, username: str) -> None:
    """Somebody typed a command that is not heard here; in the operators' group that is no news."""
    if settings.operators_group(tx.connection, tx.market) != group:
        _point_to_private_chat(tx, group, username)


def left_group(tx: Transaction, group: int) -> None:
    """Nothing more can be said there."""
    outbox.drop_for(tx, group, "out of the group")
    close_desk(tx, group)


def _point_to_private_chat(tx: Transaction, group: int, username: str) -> None:
    if settings.put_once(tx, f"greeted:{group}", True):
        notify(tx, group, "fallback/private_only", {"username": username}, priority=Priority.ANSWER)
