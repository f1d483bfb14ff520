"""Brings a database to the shape that this version needs; run at every start."""

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, event

from db.sqlite import path_of

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(url: str, revision: str = "head") -> None:
    """Upgrade the database (made when missing) to the revision: whole, or not at all."""
    path = path_of(url)
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = engine_for(path)
    try:
        with engine.begin() as connection:
            command.upgrade(config_for(connection), revision)
    finally:
        engine.dispose()


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
