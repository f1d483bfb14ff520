"""Another first key: everything is sealed anew, found again, and the old key can go."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, select, update

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.orders import Address
from bot.domain.people import Person
from bot.domain.points import Point
from db import geocodes, people, places
from db.keyring import Keyring, WrongKeysError, new_key
from db.sealing import BEGINNING, is_current, seal_all, seal_some
from db.sqlite import SqliteDatabase
from db.tables import geocodes as geocode_rows
from db.tables import market_settings, metadata
from db.tables import people as people_rows
from db.transaction import Transaction

NOW = datetime(2026, 3, 4, 11, tzinfo=UTC)
OLD, NEW = new_key(), new_key()
HOME = Address(Point(lat=50.06, lon=19.94), "Długa 1", "Stare Miasto")
MANY = 1203
"""More people than are sealed in one go, twice over."""


def phone_of(person: int) -> str:
    return f"+48600{person:06}"


def fill(connection: Connection, market: Market) -> None:
    tx = Transaction(connection, NOW, market)
    for number in range(1, MANY + 1):
        person = PersonId(number)
        people.meet(tx, Person(person, "Anna", Language.PL), "Anna")
        people.set_phone(tx, person, phone_of(number))
    places.keep(tx, PersonId(7), HOME)
    geocodes.keep(tx, "dluga 1", [HOME])


@pytest.fixture
async def path(tmp_path: Path, market: Market) -> Path:
    """A market whose everything is sealed with the old key."""
    database = SqliteDatabase(tmp_path / "market.db", Keyring([OLD]))
    await database.write(metadata.create_all)
    assert await database.write(is_current)
    await database.write(lambda connection: fill(connection, market))
    await database.close()
    return tmp_path / "market.db"


async def with_keys(path: Path, *keys: str) -> SqliteDatabase:
    return SqliteDatabase(path, Keyring(keys))


async def test_everything_is_sealed_anew_and_found_by_the_new_index(path: Path) -> None:
    database = await with_keys(path, NEW, OLD)
    assert not await database.write(is_current)
    await seal_all(database)
    assert await database.write(is_current)
    await database.close()
    alone = await with_keys(path, NEW)
    assert await alone.write(is_current)
    for number in (1, 500, 501, MANY):
        assert await alone.read(partial(people.with_phone, phone=phone_of(number))) == [number]
        known = await alone.read(partial(people.find, person=number))
        assert known is not None
        assert known.phone == phone_of(number)
    assert await alone.read(lambda c: places.called(c, 7, HOME.words)) == HOME
    assert await alone.read(lambda c: places.of_person(c, 7)) == [HOME]
    assert await count(alone, geocode_rows) == 0
    await alone.close()


async def test_broken_off_in_the_middle_it_begins_again(path: Path) -> None:
    database = await with_keys(path, NEW, OLD)
    at: Any = BEGINNING
    for _ in range(3):
        at = await database.write(partial(seal_some, at=at))
    assert not await database.write(is_current)
    await seal_all(database)
    await database.close()
    alone = await with_keys(path, NEW)
    assert await alone.read(lambda c: people.with_phone(c, phone_of(MANY))) == [MANY]
    await alone.close()


async def test_foreign_keys_are_noticed_at_once(path: Path) -> None:
    database = await with_keys(path, NEW)
    with pytest.raises(WrongKeysError):
        await database.write(is_current)
    await database.close()


async def test_another_word_under_the_right_key_is_noticed(path: Path) -> None:
    database = await with_keys(path, OLD)
    wrong = {"word": Keyring([OLD]).seal("offsite"), "fingerprint": Keyring([OLD]).fingerprint}
    change = update(market_settings).values(value=wrong)
    await database.write(lambda connection: connection.execute(change).rowcount)
    with pytest.raises(WrongKeysError):
        await database.write(is_current)
    await database.close()


async def test_who_has_no_number_is_not_found_by_it(path: Path) -> None:
    database = await with_keys(path, OLD)
    none = update(people_rows).where(people_rows.c.id == 1).values(phone=None, phone_index=None)
    await database.write(lambda connection: connection.execute(none).rowcount)
    assert await database.read(lambda c: people.with_phone(c, phone_of(1))) == []
    await database.close()


async def count(database: SqliteDatabase, table: Any) -> int:
    return int(await database.read(lambda c: c.execute(select(func.count()).select_from(table)).scalar_one()))
