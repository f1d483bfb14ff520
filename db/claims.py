"""Which process handles which update, where several share the inbox: one row a lane at a time, the oldest first.

A claim is a mark on the row, made in a transaction of its own that is over at once. A unique index sees to it that no
lane is claimed twice, so that a person's updates have their turns one after the other wherever they are handled. The
claims of a process that is gone are told by its lock, which went with it (`db/postgresql_replica.py`).
"""

from collections.abc import Collection

from sqlalchemy import BigInteger, Connection, and_, bindparam, column, or_, select, text, update

from db.inbox import Received
from db.postgresql_replica import MEMBERS
from db.tables import inbox

PENDING = inbox.c.status == "pending"
OTHERS = inbox.alias("others")
_EARLIER = or_(OTHERS.c.claimed_by.is_not(None), OTHERS.c.update_id < inbox.c.update_id)
_IN_ITS_WAY = select(OTHERS.c.update_id).where(OTHERS.c.lane == inbox.c.lane, OTHERS.c.status == "pending", _EARLIER)
_MEMBERS = text(
    "SELECT CAST(objid AS BIGINT) AS number FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database"
    " WHERE locktype = 'advisory' AND classid = :members AND granted AND datname = current_database()"
).bindparams(bindparam("members", MEMBERS, type_=BigInteger))


def claim(connection: Connection, replica: int, most: int) -> list[Received]:
    """Mark the oldest update of each lane that nobody works on as this replica's, at most so many; and return them.

    What another replica is marking just now is left to it. IntegrityError when two of one lane were marked at once.
    """
    # Losing such a mark is harmless: whoever holds none does nothing.
    connection.execute(text("SET LOCAL synchronous_commit TO off"))
    free = and_(PENDING, inbox.c.claimed_by.is_(None), ~_IN_ITS_WAY.exists())
    oldest = select(inbox.c.update_id).where(free).order_by(inbox.c.update_id).limit(most)
    marking = update(inbox).where(inbox.c.update_id.in_(oldest.with_for_update(skip_locked=True)))
    columns = (inbox.c.update_id, inbox.c.lane, inbox.c.payload, inbox.c.attempts)
    rows = connection.execute(marking.values(claimed_by=replica).returning(*columns))
    return sorted((Received(*row) for row in rows), key=lambda received: received.update_id)


def let_go(connection: Connection, replica: int, but: Collection[int] = ()) -> int:
    """Free what is marked as this replica's, all but those; how many it was."""
    mine = and_(PENDING, inbox.c.claimed_by == replica, inbox.c.update_id.not_in(list(but)))
    return connection.execute(update(inbox).where(mine).values(claimed_by=None)).rowcount


def free_the_dead(connection: Connection) -> int:
    """Free what was marked by replicas that are no more; how many it was."""
    # One statement: whose mark it sees has had its lock before, and is seen by it as a member.
    members = _MEMBERS.columns(column("number", BigInteger)).subquery()
    orphaned = and_(PENDING, inbox.c.claimed_by.is_not(None), inbox.c.claimed_by.not_in(select(members.c.number)))
    return connection.execute(update(inbox).where(orphaned).values(claimed_by=None)).rowcount
