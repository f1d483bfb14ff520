"""Who of the staff is on duty: whose number people get when the bot fails."""

from sqlalchemy import Connection, delete, select

from bot.domain.ids import PersonId
from bot.domain.outages import OnDuty
from db.tables import on_duty, people
from db.transaction import Transaction
from db.upsert import insert


def put(tx: Transaction, person: PersonId, phone: str) -> None:
    """Be on duty with this number (E.164); whoever is already stays since then, with the new number."""
    row = insert(tx.connection, on_duty).values(person_id=person, phone=phone, since=tx.now)
    tx.execute(row.on_conflict_do_update(index_elements=["person_id"], set_={"phone": row.excluded.phone}))


def drop(tx: Transaction, person: PersonId) -> bool:
    """Be on duty no longer; False when they were not."""
    return tx.changed(delete(on_duty).where(on_duty.c.person_id == person))


def members(connection: Connection) -> list[OnDuty]:
    """Everybody on duty, the longest first."""
    query = select(on_duty, people.c.name).join(people, people.c.id == on_duty.c.person_id)
    rows = connection.execute(query.order_by(on_duty.c.since, on_duty.c.person_id))
    return [OnDuty(PersonId(row.person_id), row.name, row.phone, row.since) for row in rows]


def find(connection: Connection, person: PersonId) -> OnDuty | None:
    """This person's duty, if they have it."""
    return next((duty for duty in members(connection) if duty.person == person), None)
