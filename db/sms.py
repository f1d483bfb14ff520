"""Text messages as rows, as the outbox has messages: written with what wants them, sent afterwards, never twice."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.domain.ids import PersonId
from bot.domain.sms import Sms, SmsStatus
from db.tables import sms
from db.transaction import Transaction

_PENDING = sms.c.status == SmsStatus.PENDING.value


def add(tx: Transaction, outage: int, person: PersonId, job: int | None, phone: str | None) -> None:
    """Let this go out; without a number that can be called (None) it is kept that it could not."""
    status = SmsStatus.PENDING if phone else SmsStatus.UNCALLABLE
    row: dict[str, Any] = {"outage_id": outage, "person_id": person, "job_id": job, "phone": phone or ""}
    row |= {"status": status.value, "attempts": 0, "not_before": tx.now}
    row |= {"created_at": tx.now, "decided_at": None if phone else tx.now}
    tx.execute(sms.insert().values(row))


def take_due(connection: Connection, now: datetime, most: int) -> list[Sms]:
    """Those to be sent now, marked as under way before anybody asks the gateway."""
    due = select(sms.c.id).where(_PENDING, sms.c.not_before <= now).order_by(sms.c.id).limit(most)
    numbers = list(connection.execute(due).scalars())
    under_way = {"status": SmsStatus.UNDER_WAY.value, "attempts": sms.c.attempts + 1}
    connection.execute(update(sms).where(sms.c.id.in_(numbers), _PENDING).values(under_way))
    taken = [sms.c.id.in_(numbers), sms.c.status == SmsStatus.UNDER_WAY.value]
    return [_sms(row) for row in connection.execute(select(sms).where(*taken).order_by(sms.c.id))]


def next_due(connection: Connection) -> datetime | None:
    """When the next one may go."""
    when: datetime | None = connection.execute(select(func.min(sms.c.not_before)).where(_PENDING)).scalar()
    return when


def decide(connection: Connection, item: Sms, status: SmsStatus, now: datetime, error: str | None = None) -> None:
    """Keep what became of one that was under way; its number is needed no more."""
    own = [sms.c.id == item.id, sms.c.status == SmsStatus.UNDER_WAY.value]
    values = {"status": status.value, "phone": "", "decided_at": now, "error": error}
    connection.execute(update(sms).where(*own).values(values))


def postpone(connection: Connection, item: Sms, now: datetime, wait: timedelta, error: str) -> None:
    """The gateway has certainly not sent it: try again later, unless the silence is over meanwhile."""
    own = [sms.c.id == item.id, sms.c.status == SmsStatus.UNDER_WAY.value]
    values = {"status": SmsStatus.PENDING.value, "not_before": now + wait, "error": error}
    connection.execute(update(sms).where(*own).values(values))


def leave_unsure(connection: Connection, now: datetime) -> None:
    """What was under way when the process died may have been sent."""
    values = {"status": SmsStatus.UNSURE.value, "phone": "", "decided_at": now}
    connection.execute(update(sms).where(sms.c.status == SmsStatus.UNDER_WAY.value).values(values))


def no_longer_needed(tx: Transaction) -> None:
    """Whatever waits is not sent any more: people can be reached in the chat again."""
    values = {"status": SmsStatus.NOT_NEEDED.value, "phone": "", "decided_at": tx.now}
    tx.execute(update(sms).where(_PENDING).values(values))


def of_outage(connection: Connection, outage: int) -> list[Sms]:
    """All of one silence."""
    return [_sms(row) for row in connection.execute(select(sms).where(sms.c.outage_id == outage).order_by(sms.c.id))]


def _sms(row: Row[Any]) -> Sms:
    about = (row.id, row.outage_id, PersonId(row.person_id), row.job_id, row.phone)
    return Sms(*about, SmsStatus(row.status), row.attempts, row.error)
