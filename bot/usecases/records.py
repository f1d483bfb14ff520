"""A technician's record: when it is looked at, and what it is made of."""

from bot.domain.ids import PersonId
from bot.domain.records import REVIEW, Record, record_of
from bot.domain.technicians import Technician
from db import cautions, records
from db.timers import is_pending, set_timer
from db.transaction import Transaction


def plan_review(tx: Transaction, technician: PersonId) -> None:
    """A job has ended: look at the record once its customer has had time to rate. One look serves several jobs."""
    if not is_pending(tx.connection, REVIEW, technician):
        set_timer(tx, REVIEW, technician, 0, tx.now + tx.market.record.review_after)


def record_now(tx: Transaction, technician: Technician) -> Record:
    """The last jobs and stars, since a person has last cleared them."""
    since, most = cautions.cleared_at(tx.connection, technician.id), tx.market.record.jobs
    work = records.last_work(tx.connection, technician.id, since, most)
    stars = records.last_stars(tx.connection, technician.id, since, most)
    return record_of(technician.jobs_done, work, stars, tx.market.ratings)
