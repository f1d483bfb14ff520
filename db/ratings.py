"""Ratings as rows, and the technicians' averages that they add up to."""

from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.domain.ids import JobId, PersonId
from bot.domain.ratings import Rating
from db.tables import ratings, technicians
from db.transaction import Transaction
from db.upsert import insert


def add(tx: Transaction, rating: Rating) -> bool:
    """Write the rating, still blind; False when this author has rated this job before."""
    row = {
        "job_id": rating.job,
        "author_id": rating.author,
        "subject_id": rating.subject,
        "stars": rating.stars,
        "tags": list(rating.tags),
        "comment": rating.comment,
        "fixed": rating.fixed,
        "at": rating.at,
    }
    return tx.changed(insert(tx.connection, ratings).values(row).on_conflict_do_nothing())


def of_job(connection: Connection, job: int) -> list[Rating]:
    """Both sides' ratings as far as they are given, the earlier one first."""
    query = select(ratings).where(ratings.c.job_id == job).order_by(ratings.c.id)
    return [_rating_from(row) for row in connection.execute(query)]


def by(connection: Connection, job: int, author: int) -> Rating | None:
    """What this person said after this job."""
    query = select(ratings).where(ratings.c.job_id == job, ratings.c.author_id == author)
    row = connection.execute(query).first()
    return None if row is None else _rating_from(row)


def reveal(tx: Transaction, rating: Rating) -> bool:
    """End the blindness; False when it had ended already, so that nothing counts twice."""
    return tx.changed(
        update(ratings)
        .where(
            ratings.c.job_id == rating.job,
            ratings.c.author_id == rating.author,
            ratings.c.revealed_at.is_(None),
        )
        .values(revealed_at=tx.now)
    )


def count_for_technician(tx: Transaction, technician: PersonId, stars: int) -> None:
    """Let revealed stars count in the technician's average."""
    tx.execute(
        update(technicians)
        .where(technicians.c.person_id == technician)
        .values(stars_sum=technicians.c.stars_sum + stars, stars_count=technicians.c.stars_count + 1)
    )


def _rating_from(row: Row[Any]) -> Rating:
    return Rating(
        JobId(row.job_id),
        PersonId(row.author_id),
        PersonId(row.subject_id),
        row.stars,
        tuple(row.tags),
        row.comment,
        row.at,
        row.revealed_at,
        row.fixed,
    )
