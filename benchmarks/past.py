"""A market with a long past: one order is made as people make it, then copied, a million times if need be."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import contest
from bot.domain.clock import Clock
from bot.domain.ids import JobId
from bot.domain.market import Market
from bot.turn import Turns
from bot.usecases.dispatch import accept_offer
from bot.usecases.finishing import finish
from bot.usecases.jobs import arrive, set_out
from bot.usecases.start_code import start
from db.engines import key_file_for
from db.keyring import Keyring, keys_in
from db.migrate import migrate
from db.sqlite import SqliteDatabase
from db.tables import metadata

DAYS = 730
"""Over how many the past is spread."""
TECHNICIANS = 1000
CUSTOMER = f"{contest.FIRST_CUSTOMER} + n % :customers"
TECHNICIAN = f"{contest.FIRST_TECHNICIAN} + n % {TECHNICIANS}"
COPIES: Mapping[str, Mapping[str, str]] = {
    "orders": {"id": "id + n", "customer_id": CUSTOMER},
    "order_events": {"id": "id + n * :events", "order_id": "order_id + n", "actor_id": CUSTOMER},
    "offers": {"id": "id + n", "order_id": "order_id + n", "technician_id": TECHNICIAN},
    "jobs": {"id": "id + n", "order_id": "order_id + n", "offer_id": "offer_id + n", "technician_id": TECHNICIAN},
}
"""By table and column: what changes from one copy to the next, besides the day."""


@dataclass
class OneMoment(Clock):
    """A clock that stands still, until it is moved."""

    moment: datetime

    def now(self) -> datetime:
        """That moment."""
        return self.moment

    def seconds_until(self, moment: datetime) -> float:
        """By this clock's own measure."""
        return (moment - self.moment).total_seconds()


async def lay(path: Path, market: Market, people: int, past: int) -> None:
    """Fill a new file with so many people and orders of the past."""
    migrate(f"sqlite:///{path}")
    clock = OneMoment(datetime.now(UTC) - timedelta(days=1))
    database = SqliteDatabase(path, Keyring(keys_in(key_file_for(f"sqlite:///{path}"))))
    await _one_order(Turns(database, clock, market), clock)
    await database.close()
    _copy(path, people, past)


async def _one_order(turns: Turns, clock: OneMoment) -> None:
    ((offer, technician),) = await contest.different_orders(turns, 1)
    job: JobId = await turns.run(lambda tx: accept_offer(tx, offer, technician))
    for step in (set_out, arrive):
        clock.moment += timedelta(minutes=10)
        await turns.run(lambda tx, step=step: step(tx, job, technician))  # type: ignore[misc]
    await turns.run(lambda tx: start(tx, job, technician, "4711"))
    clock.moment += timedelta(minutes=40)
    await turns.run(lambda tx: finish(tx, job, technician))


def _copy(path: Path, people: int, past: int) -> None:
    """Straight in SQL: a million orders through the use cases would take a day."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        connection.execute("UPDATE orders SET status = 'closed', closed_at = created_at, closed_reason = 'done'")
        for table in ("outbox", "timers", "cards"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of our own
        _many(connection, "people", {"id": "id + n"}, people, f"id = {contest.FIRST_CUSTOMER}")
        _many(connection, "people", {"id": "id + n"}, TECHNICIANS, f"id = {contest.FIRST_TECHNICIAN}")
        _many(connection, "technicians", {"person_id": "person_id + n"}, TECHNICIANS)
        _many(connection, "technician_skills", {"technician_id": "technician_id + n"}, TECHNICIANS)
        (events,) = connection.execute("SELECT count(*) FROM order_events").fetchone()
        for table, changes in COPIES.items():
            _many(connection, table, changes, past, "true", customers=people, events=events)
        connection.execute("ANALYZE")
    connection.close()


def _many(
    connection: sqlite3.Connection, table: str, changes: Mapping[str, str], many: int, which: str = "true", **more: int
) -> None:
    columns = [column.name for column in metadata.tables[table].columns]
    moments = {c.name for c in metadata.tables[table].columns if c.name.endswith(("_at", "_by")) or c.name == "at"}
    earlier = {
        name: f"strftime('%Y-%m-%d %H:%M:%S.000000', {name}, '-' || (n % {DAYS}) || ' days')" for name in moments
    }
    values = ", ".join({**earlier, **changes}.get(name, f'"{name}"') for name in columns)
    named = ", ".join(f'"{name}"' for name in columns)
    numbers = "WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < :last)"
    rows = f"SELECT {values} FROM (SELECT * FROM {table} WHERE {which}) CROSS JOIN numbers"  # noqa: S608 - our own names
    connection.execute(f"{numbers} INSERT INTO {table} ({named}) {rows}", {"last": many - 1, **more})
