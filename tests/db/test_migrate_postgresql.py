"""The same migrations on PostgreSQL."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import BigInteger, Connection, Dialect, Integer, inspect, make_url, text

from db.migrate import config_for, migrate, reshape
from db.tables import metadata
from tests.db.test_migrate import revisions
from tests.postgresql_server import PostgresqlServer


@pytest.fixture
def url(postgresql: PostgresqlServer) -> Iterator[str]:
    url = postgresql.new_database(empty=True)
    yield url
    postgresql.drop(url)


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def indexes(connection: Connection) -> list[str]:
    """Alembic does not compare the conditions of partial indexes."""
    found = connection.execute(text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"))
    return [definition for definition in found.scalars() if "alembic" not in definition]


def test_an_empty_database_becomes_what_the_tables_say(url: str, postgresql: PostgresqlServer) -> None:
    migrate(url)

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))

    assert reshape(url, differences) == []
    direct = postgresql.new_database(empty=True)
    reshape(direct, metadata.create_all)
    assert reshape(url, indexes) == reshape(direct, indexes)
    postgresql.drop(direct)


def test_every_step_goes_down_and_up_again(url: str) -> None:
    for revision in revisions():
        migrate(url, revision)
        up = reshape(url, tables)
        reshape(url, lambda connection: command.downgrade(config_for(connection), "-1"))
        assert reshape(url, tables) != up
        migrate(url, revision)
        assert reshape(url, tables) == up
    reshape(url, lambda connection: command.downgrade(config_for(connection), "base"))
    assert reshape(url, tables) == {"alembic_version"}


def test_replicas_that_start_together_migrate_once(url: str) -> None:
    with ThreadPoolExecutor(3) as replicas:
        list(replicas.map(migrate, [url] * 3))
    assert reshape(url, tables) == {*metadata.tables, "alembic_version"}


def test_a_migration_that_breaks_half_way_leaves_the_database_as_it_was(url: str) -> None:
    taken = [table.name for table in metadata.sorted_tables][-1]
    reshape(url, lambda connection: connection.execute(text(f"CREATE TABLE {taken} (own TEXT)")))
    with pytest.raises(Exception, match="already exists"):
        migrate(url)
    assert reshape(url, tables) == {taken}


def test_every_number_is_wide_enough_for_a_forged_one() -> None:
    """PostgreSQL's own INTEGER would break the statement that looks for a number beyond two billion."""
    dialect: Dialect = make_url("postgresql+asyncpg://").get_dialect()()
    columns = [column for table in metadata.sorted_tables for column in table.columns]
    whole = [column for column in columns if isinstance(column.type.dialect_impl(dialect), Integer)]
    assert [str(column) for column in whole if not isinstance(column.type.dialect_impl(dialect), BigInteger)] == []
    assert whole
