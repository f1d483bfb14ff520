"""A market moves from its file to PostgreSQL: all of it or nothing, and it goes on where it was."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, inspect, select, text, update

from bot.domain.ids import OrderId
from bot.domain.market import Market
from bot.turn import Turns
from db import orders
from db.columns import Moment
from db.engines import open_database
from db.migrate import migrate, reshape
from db.moving import Moved, NotMovedError, move
from db.tables import market_settings, metadata, people
from db.tables import orders as order_rows
from tests.clock import TestClock
from tests.dispatch_scene import new_order
from tests.job_scene import ALI, ANNA, BO, JobScene
from tests.keys import KEYRING
from tests.postgresql_server import PostgresqlServer


@pytest.fixture
def source(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'market.db'}"
    migrate(url)
    return url


@pytest.fixture
def target(postgresql: PostgresqlServer) -> Iterator[str]:
    url = postgresql.new_database(empty=True)
    yield url
    postgresql.drop(url)


async def on(url: str, market: Market, work: Callable[[JobScene], Any]) -> Any:
    """Let something happen in the market that lies there."""
    database, clock = open_database(url, KEYRING), TestClock()
    try:
        return await work(JobScene(Turns(database, clock, market).run, market, clock))
    finally:
        await database.close()


async def lives_a_little(scene: JobScene) -> OrderId:
    await scene.begin()
    first, _second = await scene.accepted(ALI, BO, attachments=())
    await scene.transact(lambda tx: tx.execute(insert(market_settings).values(key="note", value={"b": [1, None]})))
    await scene.transact(lambda tx: tx.execute(update(people).values(name="Ĺucja \N{ZERO WIDTH NON-JOINER}آنا 🛠")))
    return (await scene.find(first)).order


async def test_everything_is_there_and_life_goes_on(source: str, target: str, market: Market) -> None:
    """What lies sealed is carried as it lies; what has been moved is not moved onto once more."""
    order = await on(source, market, lives_a_little)
    moved = move(source, target)
    assert {table.table for table in moved} == set(metadata.tables)
    assert Moved("orders", 1) in moved
    before = await on(source, market, lambda scene: scene.transact(lambda tx: orders.find(tx.connection, order)))
    after = await on(target, market, lambda scene: scene.transact(lambda tx: orders.find(tx.connection, order)))
    assert after == before
    assert after.phone == "+48600000001"
    query = text("SELECT phone, words FROM orders")
    assert reshape(target, lambda c: c.execute(query).all()) == reshape(source, lambda c: c.execute(query).all())
    following = await on(target, market, lambda scene: scene.transact(lambda tx: new_order(tx, ANNA)))
    assert following == order + 1
    with pytest.raises(NotMovedError, match="rows already"):
        move(source, target)
    assert len(await on(target, market, lambda scene: scene.transact(all_orders))) == 2


def all_orders(tx: Any) -> list[Any]:
    return list(tx.execute(select(order_rows)))


@pytest.mark.parametrize(
    ("there", "here", "why"),
    [
        ("sqlite:////nowhere/market.db", "postgresql+asyncpg://x/y", "nothing to move"),
        ("postgresql+asyncpg://x/y", "postgresql+asyncpg://x/z", "nothing to move"),
    ],
)
def test_what_is_no_move_is_refused(there: str, here: str, why: str) -> None:
    with pytest.raises(NotMovedError, match=why):
        move(there, here)


def test_all_or_nothing(source: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row that differs, a row that PostgreSQL cannot hold, somebody else's database: nothing is changed there."""
    with pytest.raises(NotMovedError, match="moves to a PostgreSQL"):
        move(source, "sqlite:///other.db")
    put(source, "INSERT INTO claim_codes VALUES ('a', '2026-03-04 11:00:00.000000', 7)")
    with monkeypatch.context() as wrong:
        wrong.setattr(Moment, "process_bind_param", lambda *_given: datetime(1999, 1, 1, tzinfo=UTC))
        with pytest.raises(NotMovedError, match="claim_codes is not the same there"):
            move(source, target)
    assert not has_table(target, "claim_codes")

    put(source, "INSERT INTO audit VALUES (1, '2026-03-04 11:00:00.000000', 1, 'act', :nul, '{}')", nul="a\0b")
    with pytest.raises(NotMovedError, match="audit has a row that PostgreSQL does not take"):
        move(source, target)
    assert not has_table(target, "audit")

    put(target, "CREATE TABLE shop (id INT)")
    with pytest.raises(NotMovedError, match="not Onsite's, like shop"):
        move(source, target)
    assert not has_table(target, "audit")


def test_an_empty_market_in_its_newest_shape_is_filled(source: str, postgresql: PostgresqlServer) -> None:
    put(source, "INSERT INTO claim_codes VALUES ('a', '2026-03-04 11:00:00.000000', 7)")
    shaped = postgresql.new_database()
    assert [table for table in move(source, shaped) if table.rows] == [Moved("claim_codes", 1)]
    postgresql.drop(shaped)


def put(url: str, statement: str, **values: Any) -> None:
    reshape(url, lambda connection: connection.execute(text(statement), values))


def has_table(url: str, name: str) -> bool:
    return reshape(url, lambda connection: inspect(connection).has_table(name))
