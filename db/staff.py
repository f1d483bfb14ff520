"""Who may run the market."""

import hashlib
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, select, update

from bot.domain.ids import PersonId
from bot.domain.people import Role
from db.tables import claim_attempts, claim_codes, staff
from db.transaction import Transaction
from db.upsert import insert

_ROLE = select(staff.c.role).where(staff.c.person_id == bindparam("person"))


def role_of(connection: Connection, person: int) -> Role | None:
    """The person's role among the staff, or None."""
    role = connection.execute(_ROLE, {"person": person}).scalar()
    return role and Role(role)


def members(connection: Connection) -> list[tuple[PersonId, Role]]:
    """Everybody on the staff."""
    query = select(staff.c.person_id, staff.c.role).order_by(staff.c.since)
    return [(PersonId(person), Role(role)) for person, role in connection.execute(query)]


def count_owners(connection: Connection) -> int:
    """How many owners the market has."""
    query = select(func.count()).where(staff.c.role == Role.OWNER.value)
    return int(connection.execute(query).scalar_one())


def appoint(tx: Transaction, person: PersonId, role: Role) -> None:
    """Give the person this role."""
    statement = insert(tx.connection, staff).values(person_id=person, role=role.value, since=tx.now)
    tx.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_={"role": role.value}))


def dismiss(tx: Transaction, person: PersonId) -> bool:
    """Take the role away; False when there was none."""
    return tx.changed(delete(staff).where(staff.c.person_id == person))


def add_claim_code(tx: Transaction, code: str) -> None:
    """Keep a one-time code, hashed: a look at the database must not make an owner."""
    tx.execute(claim_codes.insert().values(code_hash=_hash(code), created_at=tx.now))


def use_claim_code(tx: Transaction, code: str, person: PersonId) -> bool:
    """Take the code; False when it is wrong or was used before."""
    return tx.changed(
        update(claim_codes)
        .where(claim_codes.c.code_hash == _hash(code), claim_codes.c.used_by.is_(None))
        .values(used_by=person)
    )


def withdraw_claim_codes(tx: Transaction) -> None:
    """No code that is still unused works any more."""
    tx.execute(delete(claim_codes).where(claim_codes.c.used_by.is_(None)))


def record_claim_attempt(tx: Transaction, person: PersonId) -> None:
    """Keep that this person tried a code."""
    tx.execute(claim_attempts.insert().values(person_id=person, at=tx.now))


def claim_attempts_since(connection: Connection, person: int, since: datetime) -> int:
    """How many codes this person has tried since then."""
    query = select(func.count()).where(claim_attempts.c.person_id == person, claim_attempts.c.at > since)
    return int(connection.execute(query).scalar_one())


def _hash(code: str) -> str:
    return hashlib.sha256(code.strip().upper().encode()).hexdigest()
