"""The few settings that people change from chat, not in the configuration file."""

from typing import Any

from sqlalchemy import Connection, select

from db import staff
from db.tables import market_settings
from db.transaction import Transaction
from db.upsert import insert

OPERATORS_CHAT = "operators_chat"


def get(connection: Connection, key: str) -> Any:
    """The setting's value, or None."""
    return connection.execute(select(market_settings.c.value).where(market_settings.c.key == key)).scalar()


def put(tx: Transaction, key: str, value: Any) -> None:
    """Keep the setting."""
    statement = insert(tx.connection, market_settings).values(key=key, value=value)
    tx.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def desk_chats(tx: Transaction) -> list[int]:
    """Where operators' cards go: the operators' group if there is one, else each operator's own chat."""
    group = get(tx.connection, OPERATORS_CHAT) or tx.market.operators_chat
    return [int(group)] if group else [int(person) for person, _ in staff.members(tx.connection)]
