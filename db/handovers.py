"""Handovers as rows: one a job at most."""

from pydantic import TypeAdapter
from sqlalchemy import Connection, select, update

from bot.domain.handovers import Handed, Handover
from bot.domain.ids import JobId
from db.tables import handovers
from db.transaction import Transaction

_HANDED = TypeAdapter(Handed)


def add(tx: Transaction, job: JobId, handed: Handed) -> None:
    """Keep what was handed over; the database sees to it that a job has one handover."""
    row = {"job_id": job, "handed": _HANDED.dump_python(handed, mode="json"), "at": tx.now}
    tx.execute(handovers.insert().values(row))


def of_job(connection: Connection, job: int) -> Handover | None:
    """What was handed over at the end of this job, if anything was."""
    row = connection.execute(select(handovers).where(handovers.c.job_id == job)).first()
    if row is None:
        return None
    handed = _HANDED.validate_python(row.handed)
    return Handover(JobId(row.job_id), handed, row.at, row.signed_at, row.signature or "")


def sign(tx: Transaction, job: JobId, signature: str) -> bool:
    """Keep the signature; False when there was one already."""
    waiting = (handovers.c.job_id == job) & handovers.c.signed_at.is_(None)
    return tx.changed(update(handovers).where(waiting).values(signed_at=tx.now, signature=signature))
