"""Whether the keys fit the database, and how everything is sealed anew with another first key."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, bindparam, delete, select, tuple_, update

from db.database import Database
from db.keyring import WrongKeysError
from db.sealed_columns import BlindIndex, Sealed, SealedJson, SealedPoint, keyring_of
from db.tables import market_settings, metadata
from db.upsert import insert

KEY_CHECK = "key_check"
"""The setting that holds a sealed word and the fingerprint of the key that everything is sealed with."""
WORD = "onsite"
AT_ONCE = 500
"""Rows a transaction."""
SEALED = (Sealed, SealedJson, SealedPoint)
Position = tuple[int, tuple[Any, ...] | None]
"""How far it has come: the number of the table and the last row's key in it."""
BEGINNING: Position = (0, None)


def is_current(connection: Connection) -> bool:
    """Whether everything is sealed with the first key. WrongKeysError when the keys are not this database's."""
    keyring = keyring_of(connection.dialect)
    query = select(market_settings.c.value).where(market_settings.c.key == KEY_CHECK)
    kept = connection.execute(query).scalar()
    if kept is None:
        remember_key(connection)
        return True
    if keyring.open(kept["word"]) != WORD:
        raise WrongKeysError("the keys open the database's word, but it is another one")
    return bool(kept["fingerprint"] == keyring.fingerprint)


def remember_key(connection: Connection) -> None:
    """From now on everything is sealed with the first key."""
    keyring = keyring_of(connection.dialect)
    value = {"word": keyring.seal(WORD), "fingerprint": keyring.fingerprint}
    statement = insert(connection, market_settings).values(key=KEY_CHECK, value=value)
    connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


async def seal_all(database: Database) -> None:
    """Seal everything anew with the first key, some rows a transaction. Broken off, it may begin again."""
    at: Position | None = BEGINNING
    while at is not None:
        at = await database.write(partial(seal_some, at=at))


def seal_some(connection: Connection, at: Position) -> Position | None:
    """Seal some rows anew from there on; where to go on, None when all is done. Doing a row twice harms nothing."""
    number, after = at
    tables = list(_sealed_tables())
    if number == len(tables):
        remember_key(connection)
        return None
    last = _seal_rows(connection, tables[number], after)
    return (number, last) if last is not None else (number + 1, None)


def _sealed_tables() -> Iterator[Table]:
    return (table for table in metadata.sorted_tables if _sealed(table) or _indexes(table))


def _sealed(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, SEALED)]


def _indexes(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if isinstance(column.type, BlindIndex)]


def _seal_rows(connection: Connection, table: Table, after: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    """The key of the last row that was sealed; None when there was none left."""
    if any("of" not in column.info for column in _indexes(table)):
        connection.execute(delete(table))
        return None
    key = list(table.primary_key.columns)
    query = select(*key, *_sealed(table)).order_by(*key).limit(AT_ONCE)
    if after is not None:
        query = query.where(tuple_(*key) > after)
    rows = connection.execute(query).mappings().all()
    if not rows:
        return None
    connection.execute(_resealing(table), [_anew(table, row) for row in rows])
    return tuple(rows[-1][column] for column in key)


def _resealing(table: Table) -> Any:
    changed = [*_sealed(table), *_indexes(table)]
    of_row = [column == bindparam(f"key_{column.name}", type_=column.type) for column in table.primary_key.columns]
    values = {column: bindparam(f"new_{column.name}", type_=column.type) for column in changed}
    return update(table).where(*of_row).values(values)


def _anew(table: Table, row: RowMapping) -> dict[str, Any]:
    """What the row has, opened: it is sealed again on its way in."""
    return {
        **{f"key_{column.name}": row[column] for column in table.primary_key.columns},
        **{f"new_{column.name}": row[column] for column in _sealed(table)},
        **{f"new_{column.name}": row[table.c[column.info["of"]]] for column in _indexes(table)},
    }
