"""How the market stands at this moment, for the operators."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from bot.domain.technicians import TechnicianStatus
from db import inbox, outbox, timers
from db.tables import technicians


@dataclass(frozen=True, slots=True)
class Moment:
    """How it looks right now: who can be asked, and what went wrong and is still kept."""

    technicians: int
    online: int
    dead_letters: int
    failed_updates: int
    failed_timers: int


def moment(connection: Connection) -> Moment:
    """The figures of now."""
    approved = technicians.c.status == TechnicianStatus.APPROVED.value
    count = select(func.count()).select_from(technicians).where(approved)
    return Moment(
        technicians=int(connection.execute(count).scalar_one()),
        online=int(connection.execute(count.where(technicians.c.online)).scalar_one()),
        dead_letters=outbox.count_by_status(connection).get("dead", 0),
        failed_updates=inbox.count_by_status(connection).get("failed", 0),
        failed_timers=timers.count_failed(connection),
    )
