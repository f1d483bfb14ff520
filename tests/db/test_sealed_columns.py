"""Sealed columns: plain to queries, unreadable in the file."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, insert, select, text, update
from sqlalchemy.exc import StatementError

from bot.domain.points import Point
from db.keyring import Keyring, WrongKeysError, new_key
from db.sealed_columns import BlindIndex, Sealed, SealedJson, SealedPoint
from db.sqlite import SqliteDatabase

own = MetaData()
doors = Table(
    "doors",
    own,
    Column("id", Integer, primary_key=True),
    Column("words", Sealed),
    Column("words_index", BlindIndex, info={"of": "words"}),
    Column("point", SealedPoint),
    Column("draft", SealedJson),
)
STREET = "Zacisze 17, kod 4418"
ROW = {
    "id": 1,
    "words": STREET,
    "words_index": STREET,
    "point": Point(lat=50.0614321, lon=-19.9366),
    "draft": {"phone": "+48600111222", "door": ["ы", None, 4418]},
}
EMPTY = {"id": 2, "words": "", "words_index": None, "point": None, "draft": {}}
NOTHING = {"id": 3, "words": None, "words_index": None, "point": None, "draft": None}


@pytest.fixture
async def database(database: SqliteDatabase) -> SqliteDatabase:
    await database.write(own.create_all)
    rows: list[dict[str, Any]] = [ROW, EMPTY, NOTHING]
    await database.write(lambda connection: connection.execute(insert(doors), rows).rowcount)
    return database


async def kept(database: SqliteDatabase, number: int) -> dict[str, Any]:
    query = select(doors.c.id, doors.c.words, doors.c.point, doors.c.draft).where(doors.c.id == number)
    return dict(await database.read(lambda connection: connection.execute(query).mappings().one()))


@pytest.mark.parametrize("row", [ROW, EMPTY, NOTHING], ids=["full", "empty", "nothing"])
async def test_what_goes_in_comes_out(database: SqliteDatabase, row: dict[str, Any]) -> None:
    assert await kept(database, row["id"]) == {name: row[name] for name in row if name != "words_index"}


async def test_a_sealed_text_is_found_by_its_index(database: SqliteDatabase) -> None:
    query = select(doors.c.id).where(doors.c.words_index == STREET)
    assert await database.read(lambda connection: connection.execute(query).scalars().all()) == [1]
    other = select(doors.c.id).where(doors.c.words_index == STREET.lower())
    assert await database.read(lambda connection: connection.execute(other).scalars().all()) == []


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_nothing_of_it_can_be_read_in_the_files(database: SqliteDatabase) -> None:
    secrets = [STREET, "Zacisze", "4418", "600111222", "50.0614", "19.9366"]
    lying = [path.read_bytes() for path in database.path.parent.glob("market.db*")]
    assert len(lying) >= 2
    assert not [secret for secret in secrets for content in lying if secret.encode() in content]


async def test_an_opened_object_may_be_changed_by_whoever_got_it(database: SqliteDatabase) -> None:
    first = await kept(database, 1)
    first["draft"]["door"] = "changed"
    assert (await kept(database, 1))["draft"] == ROW["draft"]


async def test_an_update_seals_anew(database: SqliteDatabase) -> None:
    changed = update(doors).where(doors.c.id == 1).values(words="Długa 1", point=Point(lat=1, lon=2))
    await database.write(lambda connection: connection.execute(changed).rowcount)
    row = await kept(database, 1)
    assert (row["words"], row["point"]) == ("Długa 1", Point(lat=1, lon=2))


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_other_keys_open_nothing(database: SqliteDatabase) -> None:
    other = SqliteDatabase(database.path, Keyring([new_key()]))
    with pytest.raises(WrongKeysError):
        await kept(other, 1)
    await other.close()


def test_an_engine_without_keys_says_so(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'plain.db'}")
    with engine.begin() as connection:
        own.create_all(connection)
        assert connection.execute(text("select count(*) from doors")).scalar() == 0
        with pytest.raises(StatementError, match="give_keys"):
            connection.execute(insert(doors).values(ROW))
    engine.dispose()
