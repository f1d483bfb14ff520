"""The photos that a technician takes before and after the work."""

from sqlalchemy import Connection, func, select

from bot.domain.ids import JobId
from db.tables import job_photos
from db.transaction import Transaction
from db.upsert import insert


def add(tx: Transaction, job: JobId, file_id: str) -> None:
    """Keep the photo; the same one twice is kept once."""
    row = {"job_id": job, "file_id": file_id, "at": tx.now}
    tx.execute(insert(tx.connection, job_photos).values(row).on_conflict_do_nothing())


def of_job(connection: Connection, job: int) -> list[str]:
    """The photos' file ids, oldest first."""
    query = select(job_photos.c.file_id).where(job_photos.c.job_id == job).order_by(job_photos.c.id)
    return list(connection.execute(query).scalars())


def count(connection: Connection, job: int) -> int:
    """How many there are."""
    query = select(func.count()).select_from(job_photos).where(job_photos.c.job_id == job)
    return int(connection.execute(query).scalar_one())
