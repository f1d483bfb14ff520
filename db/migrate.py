"""Brings a database to the shape that this version needs; run at every start."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(path: Path, revision: str = "head") -> None:
    """Upgrade the database in this file (made when missing) to the revision."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        command.upgrade(config_for(connection), revision)
    engine.dispose()


def config_for(connection: Connection) -> Config:
    """Alembic's configuration for this connection: there is no alembic.ini, so nothing can disagree with it."""
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config
