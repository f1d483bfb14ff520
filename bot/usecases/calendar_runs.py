"""When each of the calendar's jobs was last done: what was missed while nobody kept time is made up for."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import Connection

from db import settings
from db.transaction import Transaction

RUN = "calendar:{}"


def last_runs(connection: Connection, names: Iterable[str]) -> dict[str, datetime]:
    """Job → when it last ran; without those that never did."""
    found = {name: settings.get(connection, RUN.format(name)) for name in names}
    return {name: datetime.fromisoformat(at) for name, at in found.items() if at is not None}


def remembered(work: Callable[[Transaction], bool], name: str, at: datetime) -> Callable[[Transaction], bool]:
    """The job's work, remembered as done together with the last piece of it."""

    def piece(tx: Transaction) -> bool:
        more = work(tx)
        if not more:
            remember_run(tx, name, at)
        return more

    return piece


def remember_run(tx: Transaction, name: str, at: datetime) -> None:
    """It is done for that time."""
    settings.put(tx, RUN.format(name), at.isoformat())
