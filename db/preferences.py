"""Preferences as rows: one a customer and technician at most."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, exists, select

from bot.domain.ids import PersonId
from bot.domain.preferences import Preference
from bot.domain.technicians import TechnicianStatus
from db.tables import preferences, technician_skills, technicians
from db.transaction import Transaction
from db.upsert import insert


def keep(tx: Transaction, customer: PersonId, technician: PersonId, kind: Preference) -> None:
    """Set it; what was set before is gone."""
    values = {"kind": kind.value, "at": tx.now}
    row = insert(tx.connection, preferences).values(customer_id=customer, technician_id=technician, **values)
    tx.execute(row.on_conflict_do_update(index_elements=["customer_id", "technician_id"], set_=values))


def drop(tx: Transaction, customer: PersonId, technician: PersonId) -> bool:
    """Take it back; False when nothing was set."""
    theirs = (preferences.c.customer_id == customer) & (preferences.c.technician_id == technician)
    return tx.changed(delete(preferences).where(theirs))


def of_customer(connection: Connection, customer: int) -> list[tuple[PersonId, Preference]]:
    """All that the customer has set, the latest first."""
    query = select(preferences.c.technician_id, preferences.c.kind).where(preferences.c.customer_id == customer)
    rows = connection.execute(query.order_by(preferences.c.at.desc(), preferences.c.technician_id))
    return [(PersonId(technician), Preference(kind)) for technician, kind in rows]


def favourite_for(connection: Connection, customer: int, skills: Collection[str]) -> PersonId | None:
    """The latest favourite of the customer who can do this."""
    able = [
        exists().where(technician_skills.c.technician_id == technicians.c.person_id, technician_skills.c.skill == skill)
        for skill in sorted(skills)
    ]
    query = (
        select(preferences.c.technician_id)
        .join(technicians, technicians.c.person_id == preferences.c.technician_id)
        .where(preferences.c.customer_id == customer, preferences.c.kind == Preference.FAVOURITE.value)
        .where(technicians.c.status == TechnicianStatus.APPROVED.value, *able)
        .order_by(preferences.c.at.desc(), preferences.c.technician_id)
    )
    found = connection.execute(query.limit(1)).scalar()
    return None if found is None else PersonId(found)
