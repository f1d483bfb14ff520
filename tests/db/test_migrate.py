"""Migrations make what the tables say, go down and up again, and never stop half-way."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from db.migrate import config_for, engine_for, migrate
from db.tables import metadata


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new" / "market.db"


@pytest.fixture
def connection(file: Path) -> Iterator[Connection]:
    migrate(f"sqlite:///{file}")
    engine = engine_for(file)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def schema(file: Path) -> list[tuple[str, str]]:
    """Everything that SQLite knows of the file's tables and indexes."""
    with sqlite3.connect(file) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name").fetchall()
    connection.close()
    return [(name, " ".join(sql.split())) for name, sql in found]


def revisions() -> list[str]:
    """All revisions, the oldest first."""
    with engine_for(Path(":memory:")).connect() as connection:
        script = ScriptDirectory.from_config(config_for(connection))
    return [revision.revision for revision in script.walk_revisions()][::-1]


def test_an_empty_file_becomes_what_the_tables_say(connection: Connection) -> None:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
    assert compare_metadata(context, metadata) == []


def test_the_indexes_have_the_same_columns_and_conditions(file: Path, tmp_path: Path) -> None:
    """Alembic does not compare the conditions of partial indexes."""
    migrate(f"sqlite:///{file}")
    engine = engine_for(tmp_path / "direct.db")
    metadata.create_all(engine)
    engine.dispose()
    made = {name: sql for name, sql in schema(file) if " INDEX " in sql}
    assert made == {name: sql for name, sql in schema(tmp_path / "direct.db") if " INDEX " in sql}


def test_up_twice_changes_nothing(file: Path) -> None:
    migrate(f"sqlite:///{file}")
    before = schema(file)
    migrate(f"sqlite:///{file}")
    assert schema(file) == before


def test_every_step_goes_down_and_up_again(file: Path) -> None:
    for revision in revisions():
        migrate(f"sqlite:///{file}", revision)
        up = schema(file)
        engine = engine_for(file)
        with engine.begin() as connection:
            command.downgrade(config_for(connection), "-1")
        with engine.connect() as connection:
            gone = set(inspect(connection).get_table_names())
        engine.dispose()
        assert gone != {name for name, _ in up}
        migrate(f"sqlite:///{file}", revision)
        assert schema(file) == up


def test_all_the_way_down_leaves_nothing(file: Path) -> None:
    migrate(f"sqlite:///{file}")
    engine = engine_for(file)
    with engine.begin() as connection:
        command.downgrade(config_for(connection), "base")
        assert inspect(connection).get_table_names() == ["alembic_version"]
    engine.dispose()


def test_there_is_one_line_of_revisions() -> None:
    with engine_for(Path(":memory:")).connect() as connection:
        assert len(ScriptDirectory.from_config(config_for(connection)).get_heads()) == 1


def test_a_migration_that_breaks_half_way_leaves_the_file_as_it_was(file: Path) -> None:
    """A name that is taken already stops the last but one table; the next start must not find the first ones."""
    file.parent.mkdir()
    taken = [table.name for table in metadata.sorted_tables][-1]
    with sqlite3.connect(file) as connection:
        connection.execute(f"CREATE TABLE {taken} (own TEXT)")
    connection.close()
    before = schema(file)
    with pytest.raises(Exception, match="already exists"):
        migrate(f"sqlite:///{file}")
    assert schema(file) == before
