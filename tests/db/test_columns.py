"""Moments go in aware and come back as UTC."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, func, insert, select
from sqlalchemy.exc import StatementError

from db.columns import Moment
from db.database import Database

calendar = MetaData()
visits = Table("visits", calendar, Column("id", Integer, primary_key=True), Column("at", Moment))


@pytest.fixture
async def database(database: Database) -> Database:
    await database.write(calendar.create_all)
    return database


async def kept(database: Database, moment: datetime | None) -> datetime | None:
    await database.write(lambda c: c.execute(insert(visits).values(at=moment)).rowcount)
    return await database.read(lambda c: c.execute(select(visits.c.at).order_by(visits.c.id.desc()).limit(1)).scalar())


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 3, 4, 11, 0, 5, 123456, tzinfo=UTC),
        datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Warsaw")),
        datetime(2026, 3, 4, 23, 59, tzinfo=timezone(timedelta(hours=3, minutes=30))),
    ],
)
async def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, moment: datetime) -> None:
    back = await kept(database, moment)
    assert back is not None
    assert back.astimezone(UTC) == moment.astimezone(UTC)
    assert back.tzinfo is UTC


async def test_nothing_comes_back_as_nothing(database: Database) -> None:
    assert await kept(database, None) is None


async def test_a_naive_moment_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="naive datetime"):
        await kept(database, datetime(2026, 3, 4, 11, 0))  # noqa: DTZ001 - that is what is tested
    assert await database.read(lambda c: c.execute(select(func.count()).select_from(visits)).scalar()) == 0


async def test_a_naive_moment_is_refused_in_conditions_too(database: Database) -> None:
    naive = datetime(2026, 3, 4, 11, 0)  # noqa: DTZ001 - that is what is tested
    with pytest.raises(StatementError, match="naive datetime"):
        await database.read(lambda c: c.execute(select(visits).where(visits.c.at < naive)).all())


async def test_moments_of_different_zones_compare_and_sort_as_moments(database: Database) -> None:
    early = datetime(2026, 3, 4, 12, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
    late = datetime(2026, 3, 4, 11, 30, tzinfo=UTC)
    await kept(database, late)
    await kept(database, early)
    ordered = await database.read(lambda c: list(c.execute(select(visits.c.at).order_by(visits.c.at)).scalars()))
    assert ordered == [early, late]
    assert await database.read(lambda c: c.execute(select(func.max(visits.c.at))).scalar()) == late
