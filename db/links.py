"""Links that open something once, as rows."""

import hashlib
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from bot.domain.ids import PersonId
from bot.domain.links import Link, LinkId, Purpose
from db.tables import links
from db.transaction import Transaction

WAITS = links.c.taken_by.is_(None) & links.c.withdrawn_at.is_(None)
"""Nobody has opened it yet."""
UNDER_WAY = links.c.done_at.is_(None) & links.c.withdrawn_at.is_(None)
"""Whoever has opened it may still go on with it."""


def add(
    tx: Transaction, token: str, purpose: Purpose, maker: PersonId, subject: int | None, details: Mapping[str, Any]
) -> LinkId:
    """Keep a new link, by its token's hash."""
    row = {
        "token_hash": _hash(token),
        "purpose": purpose.value,
        "subject_id": subject,
        "details": dict(details),
        "made_by": maker,
        "made_at": tx.now,
        "expires_at": tx.now + tx.market.links.valid_for,
    }
    return LinkId(tx.insert(links, row))


def find(connection: Connection, link: int) -> Link | None:
    """The link of that number."""
    return _first(connection, links.c.id == link)


def of_token(connection: Connection, token: str) -> Link | None:
    """The link that this token opens."""
    return _first(connection, links.c.token_hash == _hash(token))


def taken_by(connection: Connection, person: int, *purposes: Purpose) -> Link | None:
    """What the person has opened last and may still go on with."""
    return _first(connection, links.c.taken_by == person, UNDER_WAY, *_of(purposes))


def done_by(connection: Connection, person: int, purpose: Purpose) -> Link | None:
    """The link that has last led this person where it should."""
    return _first(connection, links.c.taken_by == person, links.c.done_at.is_not(None), *_of([purpose]))


def waiting(connection: Connection, purpose: Purpose, subject: int) -> list[Link]:
    """The links about this subject that nobody has opened yet, newest first, expired ones included."""
    about = [links.c.subject_id == subject, *_of([purpose])]
    rows = connection.execute(select(links).where(WAITS, *about).order_by(links.c.id.desc()))
    return [_link(row) for row in rows]


def take(tx: Transaction, link: LinkId, person: PersonId) -> bool:
    """Let the person have it; False when somebody was faster, or it waits no longer."""
    taking = update(links).where(links.c.id == link, WAITS, links.c.expires_at > tx.now)
    return tx.changed(taking.values(taken_by=person, taken_at=tx.now))


def finish(tx: Transaction, link: LinkId) -> bool:
    """It has led where it should; False when it had done so before, or was withdrawn."""
    return tx.changed(update(links).where(links.c.id == link, UNDER_WAY).values(done_at=tx.now))


def withdraw(tx: Transaction, link: LinkId) -> bool:
    """It opens nothing any more; False when it was used or withdrawn before."""
    return tx.changed(update(links).where(links.c.id == link, UNDER_WAY).values(withdrawn_at=tx.now))


def withdraw_made_by(tx: Transaction, person: PersonId, purposes: Collection[Purpose]) -> None:
    """Their maker may not hand these out any more: what has not led anywhere yet never does."""
    theirs = [links.c.made_by == person, UNDER_WAY, *_of(purposes)]
    tx.execute(update(links).where(*theirs).values(withdrawn_at=tx.now))


def _of(purposes: Collection[Purpose]) -> list[ColumnElement[bool]]:
    return [links.c.purpose.in_([purpose.value for purpose in purposes])] if purposes else []


def _hash(token: str) -> str:
    """192 random bits need no salt: nobody finds them by trying."""
    return hashlib.sha256(token.encode()).hexdigest()


def _first(connection: Connection, *conditions: ColumnElement[bool]) -> Link | None:
    row = connection.execute(select(links).where(*conditions).order_by(links.c.id.desc()).limit(1)).first()
    return None if row is None else _link(row)


def _link(row: Row[Any]) -> Link:
    return Link(
        id=LinkId(row.id),
        purpose=Purpose(row.purpose),
        maker=PersonId(row.made_by),
        made_at=row.made_at,
        expires_at=row.expires_at,
        subject=row.subject_id,
        details=row.details,
        taker=None if row.taken_by is None else PersonId(row.taken_by),
        done_at=row.done_at,
        withdrawn_at=row.withdrawn_at,
    )
