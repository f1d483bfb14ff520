"""The few settings that people change from chat, not in the configuration file."""

from typing import Any

from sqlalchemy import Connection, select

from bot.domain.market import Market
from db import staff
from db.tables import market_settings
from db.transaction import Transaction
from db.upsert import insert

OPERATORS_CHAT = "operators_chat"
NO_GROUP = 0
"""Kept as the operators' chat once the bot was put out of it, also against the configuration file."""


def get(connection: Connection, key: str) -> Any:
    """The setting's value, or None."""
    return connection.execute(select(market_settings.c.value).where(market_settings.c.key == key)).scalar()


def put(tx: Transaction, key: str, value: Any) -> None:
    """Keep the setting."""
    keep(tx.connection, key, value)


def keep(connection: Connection, key: str, value: Any) -> None:
    """The same for whoever decides nothing."""
    statement = insert(connection, market_settings).values(key=key, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def put_once(tx: Transaction, key: str, value: Any) -> bool:
    """Keep the setting unless there is one; False when there was."""
    statement = insert(tx.connection, market_settings).values(key=key, value=value)
    return tx.changed(statement.on_conflict_do_nothing(index_elements=["key"]))


def operators_group(connection: Connection, market: Market) -> int | None:
    """The operators' group: named from chat, else in the configuration; None when there is none."""
    chosen = get(connection, OPERATORS_CHAT)
    group = market.operators_chat if chosen is None else chosen
    return int(group) if group else None


def desk_chats(tx: Transaction) -> list[int]:
    """Where operators' cards go: the operators' group if there is one, else each operator's own chat."""
    group = operators_group(tx.connection, tx.market)
    return [group] if group else [int(person) for person, _ in staff.members(tx.connection)]
