"""INSERT … ON CONFLICT, which SQLite and PostgreSQL both have and the standard does not."""

from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: Connection, table: Table) -> Any:
    """The engine's own INSERT for this table, with `on_conflict_do_update` and `on_conflict_do_nothing`."""
    return insert_into(connection.dialect.name, table)


def insert_into(dialect: str, table: Table) -> Any:
    """The same for the engine of that name: for statements that are built before there is a connection."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
