"""Carries a market over from its file to a PostgreSQL: row for row, in one transaction, checked before it counts.

What lies sealed is carried as it lies: the same keys open it afterwards.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Column, Connection, MetaData, RowMapping, Table, TypeDecorator, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from db.columns import Moment
from db.engines import is_postgresql
from db.migrate import config_for, engine_for, migrate, reshape
from db.sqlite import path_of
from db.tables import metadata

AT_ONCE = 1000
"""Rows a statement."""


class NotMovedError(Exception):
    """The market stays where it is, and why."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows of a table were carried over."""

    table: str
    rows: int


def move(source: str, target: str) -> list[Moved]:
    """Copy the market and compare; NotMovedError, and nothing has changed there, where it can't be or differs.

    The source is held meanwhile, so that nothing is written to it; it stays as it was.
    """
    if is_postgresql(source) or not path_of(source).exists():
        raise NotMovedError("database.url names no SQLite file: there is nothing to move")
    if not is_postgresql(target):
        raise NotMovedError("a market moves to a PostgreSQL: --to postgresql+asyncpg://user:password@host/database")
    migrate(source)
    return _held(path_of(source), target)


def _held(source: Path, target: str) -> list[Moved]:
    engine = engine_for(source)
    try:
        with engine.begin() as there:
            return reshape(target, lambda here: _carry(there, here))
    finally:
        engine.dispose()


def _carry(there: Connection, here: Connection) -> list[Moved]:
    _refuse_what_is_not_empty(here)
    command.upgrade(config_for(here), "head")
    return [_carry_table(_as_it_lies(table), there, here) for table in metadata.sorted_tables]


def _refuse_what_is_not_empty(here: Connection) -> None:
    """Tables may be there, rows may not: whose would they be?"""
    found = set(inspect(here).get_table_names())
    if strangers := found - set(metadata.tables) - {"alembic_version"}:
        raise NotMovedError(f"the database is not empty: it has tables that are not Onsite's, like {min(strangers)}")
    for name in sorted(found & set(metadata.tables)):
        if here.execute(select(metadata.tables[name]).limit(1)).first() is not None:
            raise NotMovedError(f"the database is not empty: {name} has rows already")


def _carry_table(table: Table, there: Connection, here: Connection) -> Moved:
    for rows in _pages(there, table):
        _write(here, table, rows)
    before, after = _checksum(there, table), _checksum(here, table)
    if before != after:
        raise NotMovedError(f"{table.name} is not the same there: {before} and {after}")
    _count_on(here, table)
    return Moved(table.name, before[0])


def _write(here: Connection, table: Table, rows: list[RowMapping]) -> None:
    try:
        here.execute(table.insert(), [dict(row) for row in rows])
    except DBAPIError as error:
        raise NotMovedError(f"{table.name} has a row that PostgreSQL does not take: {error.orig}") from error


def _pages(connection: Connection, table: Table) -> Iterator[list[RowMapping]]:
    query = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=AT_ONCE)
    for page in connection.execute(query).mappings().partitions():
        yield list(page)


def _checksum(connection: Connection, table: Table) -> tuple[int, str]:
    """How many rows, and the sum of their hashes: the engines sort texts differently, a sum has no order."""
    count = total = 0
    for page in _pages(connection, table):
        for row in page:
            words = json.dumps(list(row.values()), default=str, sort_keys=True)
            total += int.from_bytes(hashlib.sha256(words.encode()).digest())
            count += 1
    return count, f"{total % 2**256:064x}"


def _count_on(here: Connection, table: Table) -> None:
    """The next row gets the number after the last one."""
    keys = list(table.primary_key.columns)
    sequence = here.execute(select(func.pg_get_serial_sequence(table.name, keys[0].name))).scalar()
    last = here.execute(select(func.max(keys[0]))).scalar() if sequence else None
    if last is not None:
        here.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})


def _as_it_lies(table: Table) -> Table:
    """The table without what opens and seals its columns."""
    columns = [Column(c.name, _type_of(c), primary_key=c.primary_key) for c in table.columns]
    return Table(table.name, MetaData(), *columns)


def _type_of(column: Column[Any]) -> Any:
    kind = column.type
    return kind.impl_instance if isinstance(kind, TypeDecorator) and not isinstance(kind, Moment) else kind
