"""Reviews as rows: the revealed ratings of customers, each with its reply if there is one."""

from typing import Any

from sqlalchemy import Connection, Row, Select, delete, select, update

from bot.domain.ids import JobId, PersonId
from bot.domain.reviews import Review
from db.tables import jobs, ratings, replies
from db.transaction import Transaction
from db.upsert import insert


def of_technician(connection: Connection, technician: int, most: int) -> list[Review]:
    """The latest that have words, newest first."""
    written = _reviews().where(jobs.c.technician_id == technician, ratings.c.comment != "")
    rows = connection.execute(written.order_by(ratings.c.at.desc(), ratings.c.id.desc()).limit(most))
    return [_review(row) for row in rows]


def stars_of(connection: Connection, technician: int) -> list[int]:
    """All the stars of customers that may be read."""
    query = _reviews().with_only_columns(ratings.c.stars).where(jobs.c.technician_id == technician)
    return list(connection.execute(query).scalars())


def of_job(connection: Connection, job: int) -> Review | None:
    """What the customer of that job said of its technician; None while it is blind."""
    row = connection.execute(_reviews().where(jobs.c.id == job)).first()
    return None if row is None else _review(row)


def keep_reply(tx: Transaction, review: Review, words: str) -> None:
    """Write the reply, or write it anew."""
    row = {"rating_id": review.rating, "technician_id": review.technician, "words": words, "at": tx.now}
    statement = insert(tx.connection, replies).values(row)
    tx.execute(statement.on_conflict_do_update(index_elements=["rating_id"], set_={"words": words, "at": tx.now}))


def delete_reply(tx: Transaction, review: Review) -> bool:
    """Take it away; False when there is none, or operators have hidden it."""
    theirs = (replies.c.rating_id == review.rating) & replies.c.hidden_at.is_(None)
    return tx.changed(delete(replies).where(theirs))


def hide(tx: Transaction, review: Review, *, hidden: bool) -> bool:
    """Keep customers from reading it, or let them again; False when nothing changed."""
    other = replies.c.hidden_at.is_(None) if hidden else replies.c.hidden_at.is_not(None)
    which = (replies.c.rating_id == review.rating) & other
    return tx.changed(update(replies).where(which).values(hidden_at=tx.now if hidden else None))


def _reviews() -> Select[Any]:
    columns = (ratings, jobs.c.technician_id, replies.c.words.label("reply"), replies.c.hidden_at)
    both = ratings.join(jobs, jobs.c.id == ratings.c.job_id).outerjoin(replies, replies.c.rating_id == ratings.c.id)
    of_customer = ratings.c.subject_id == jobs.c.technician_id
    return select(*columns).select_from(both).where(of_customer, ratings.c.revealed_at.is_not(None))


def _review(row: Row[Any]) -> Review:
    return Review(
        row.id,
        JobId(row.job_id),
        PersonId(row.author_id),
        PersonId(row.technician_id),
        row.stars,
        row.comment,
        row.at,
        row.reply or "",
        row.hidden_at is not None,
    )
