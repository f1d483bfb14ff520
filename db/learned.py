"""What has been learned from answers, and the offers that it is learned from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from bot.domain.answers import PastOffer
from bot.domain.habits import NEWCOMER, Habits, Leaning
from bot.domain.ids import PersonId
from bot.domain.offers import OfferStatus
from db.tables import habits, knowledge, offers
from db.transaction import Transaction

AT_ONCE = 2_000
ONLY = 1
"""The number of the one row of what is known about everybody together."""
MINUTE = timedelta(minutes=1)
_FORGET = delete(habits).where(habits.c.technician_id == bindparam("technician"))
_NUMBERS = select(knowledge.c.numbers).where(knowledge.c.id == ONLY)
ANSWERS = {OfferStatus.ACCEPTED.value: True, OfferStatus.DECLINED.value: False}


@dataclass(frozen=True, slots=True)
class Learned:
    """What is known until some moment (None: nothing yet): of everybody as numbers, and of each."""

    until: datetime | None = None
    numbers: Mapping[str, Any] | None = None
    habits: Mapping[PersonId, Habits] = field(default_factory=dict)


def numbers(connection: Connection) -> Mapping[str, Any] | None:
    """What is known of everybody together; None on a market's first day."""
    found: Mapping[str, Any] | None = connection.execute(_NUMBERS).scalar()
    return found


def everything(connection: Connection) -> Learned:
    """What the next study goes on from."""
    row = connection.execute(select(knowledge)).first()
    each = {PersonId(row.technician_id): habits_from(row) for row in connection.execute(select(habits))}
    return Learned(row.learned_until, row.numbers, each) if row is not None else Learned()


def habits_from(row: Row[Any]) -> Habits:
    """A technician's own ways; a newcomer's where the row knows of none."""
    if row.willing_mean is None:
        return NEWCOMER
    willing = Leaning(row.willing_mean, row.willing_variance)
    return Habits(willing=willing, pace=Leaning(row.pace_mean, row.pace_variance))


def page(connection: Connection, since: datetime | None, until: datetime, after: int) -> list[PastOffer]:
    """Offers made before `until`, and not before `since`, that say something; in their order, after that number."""
    made = [offers.c.created_at < until, offers.c.circumstances.is_not(None), offers.c.id > after]
    if since is not None:
        made.append(offers.c.created_at >= since)
    query = select(offers).where(*made).order_by(offers.c.id).limit(AT_ONCE)
    return [_past_offer(row, until) for row in connection.execute(query)]


def _past_offer(row: Row[Any], until: datetime) -> PastOffer:
    over = row.answered_at or row.closed_at or until
    return PastOffer(
        row.id,
        PersonId(row.technician_id),
        row.circumstances,
        ANSWERS.get(row.status),
        max(0.0, (over - row.created_at) / MINUTE),
    )


def keep(tx: Transaction, before: datetime | None, learned: Learned) -> bool:
    """Keep what was learned since `before`; False: another study was faster, and nothing is learned twice."""
    values = {"learned_until": learned.until, "numbers": learned.numbers}
    if before is None:
        if tx.connection.execute(select(knowledge.c.id)).first() is not None:
            return False
        tx.execute(insert(knowledge).values(id=ONLY, **values))
    elif not tx.changed(update(knowledge).where(knowledge.c.learned_until == before).values(**values)):
        return False
    if learned.habits:
        tx.connection.execute(_FORGET, [{"technician": person} for person in learned.habits])
        tx.connection.execute(insert(habits), [_row(person, own) for person, own in learned.habits.items()])
    return True


def _row(person: PersonId, own: Habits) -> dict[str, Any]:
    return {
        "technician_id": person,
        "willing_mean": own.willing.mean,
        "willing_variance": own.willing.variance,
        "pace_mean": own.pace.mean,
        "pace_variance": own.pace.variance,
    }
