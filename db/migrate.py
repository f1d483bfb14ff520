"""Brings a database to the shape that this version needs; run at every start."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event, func, select
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from db.engines import is_postgresql
from db.sqlite import path_of

T = TypeVar("T")
SCRIPTS = Path(__file__).parent / "migrations"
MIGRATING = 0x0417_0001
"""The advisory lock under which PostgreSQL's shape is changed: of replicas that start together, one does it."""


def migrate(url: str, revision: str = "head") -> None:
    """Upgrade the database (a file is made when missing) to the revision: whole, or not at all."""
    reshape(url, lambda connection: command.upgrade(config_for(connection), revision))


def reshape(url: str, work: Callable[[Connection], T]) -> T:
    """Run the work in one transaction that also holds CREATE and DROP, whatever the engine; nobody else does so now."""
    if is_postgresql(url):
        # A thread of its own, because there may be an event loop in this one, and asyncpg needs one.
        with ThreadPoolExecutor(1, "migration") as thread:
            return thread.submit(lambda: asyncio.run(_reshape_postgresql(url, work))).result()
    path = path_of(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = engine_for(path)
    try:
        with engine.begin() as connection:
            return work(connection)
    finally:
        engine.dispose()


async def _reshape_postgresql(url: str, work: Callable[[Connection], T]) -> T:
    from db.patience import persevere  # a market on SQLite need not load asyncpg

    engine = create_async_engine(url, poolclass=NullPool, hide_parameters=True)

    def alone(connection: Connection) -> T:
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
        return work(connection)

    async def attempt() -> T:
        async with engine.begin() as connection:
            return await connection.run_sync(alone)

    return await persevere(attempt)


def engine_for(path: Path) -> Engine:
    """An engine whose transactions hold CREATE and DROP too.

    The driver's own handling begins a transaction only before changes of rows: a migration that broke half-way (or a
    machine that went down in the middle of it) would leave tables that the next try cannot make again.
    """
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def config_for(connection: Connection) -> Config:
    """Alembic's configuration for this connection: there is no alembic.ini, so nothing can disagree with it."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config
