"""Partner companies as rows: who sends their technicians, and who these are."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, case, delete, func, select, true, update

from bot.domain.employment import Employment
from bot.domain.ids import OrderId, PersonId
from bot.domain.offers import RUNNING, JobStatus
from bot.domain.partners import Partner, PartnerId
from bot.domain.technicians import TechnicianStatus
from db.tables import dispatchers, jobs, partners, people, technician_skills, technicians
from db.transaction import Transaction
from db.upsert import insert

IN_TEAM = (TechnicianStatus.APPROVED.value, TechnicianStatus.SUSPENDED.value)


@dataclass(frozen=True, slots=True)
class TeamMember:
    """One of a partner's own technicians, with the orders that they have a running job of."""

    id: PersonId
    name: str
    status: TechnicianStatus
    online: bool
    reachable: bool
    banned: bool
    running: tuple[tuple[OrderId, JobStatus], ...]


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner with how many technicians it has, and how many of these are online."""

    partner: Partner
    technicians: int
    online: int


def add(tx: Transaction, name: str) -> bool:
    """Make one; False when there is one of that name."""
    statement = insert(tx.connection, partners).values(name=name, since=tx.now)
    return tx.changed(statement.on_conflict_do_nothing(index_elements=["name"]))


def find(connection: Connection, partner: int | None) -> Partner | None:
    """The partner of that number."""
    row = connection.execute(select(partners).where(partners.c.id == partner)).first()
    return None if row is None else Partner(PartnerId(row.id), row.name)


def called(connection: Connection, name: str) -> Partner | None:
    """The partner of just that name."""
    row = connection.execute(select(partners).where(partners.c.name == name)).first()
    return None if row is None else Partner(PartnerId(row.id), row.name)


def everyone(connection: Connection) -> list[PartnerLine]:
    """All partners, the first ones first."""
    online = func.coalesce(func.sum(case((technicians.c.online == true(), 1), else_=0)), 0)
    theirs = (technicians.c.partner_id == partners.c.id) & technicians.c.status.in_(IN_TEAM)
    query = (
        select(partners.c.id, partners.c.name, func.count(technicians.c.person_id), online)
        .select_from(partners.outerjoin(technicians, theirs))
        .group_by(partners.c.id, partners.c.name)
        .order_by(partners.c.id)
    )
    return [PartnerLine(Partner(PartnerId(id_), name), count, on) for id_, name, count, on in connection.execute(query)]


# ---------------------------------------------------------------- dispatchers


_OF_DISPATCHER = select(partners).join(dispatchers).where(dispatchers.c.person_id == bindparam("person"))
"""Built once: it is asked with every menu."""


def of_dispatcher(connection: Connection, person: int) -> Partner | None:
    """Whose technicians this person sends; None for whoever is no dispatcher."""
    row = connection.execute(_OF_DISPATCHER, {"person": person}).first()
    return None if row is None else Partner(PartnerId(row.id), row.name)


def dispatchers_of(connection: Connection, partner: int) -> list[PersonId]:
    """Who sends the partner's technicians."""
    query = select(dispatchers.c.person_id).where(dispatchers.c.partner_id == partner)
    return [PersonId(person) for person in connection.scalars(query.order_by(dispatchers.c.since))]


def appoint(tx: Transaction, person: PersonId, partner: PartnerId) -> bool:
    """Let the person send the partner's technicians; False when they send somebody's already."""
    statement = insert(tx.connection, dispatchers).values(person_id=person, partner_id=partner, since=tx.now)
    return tx.changed(statement.on_conflict_do_nothing(index_elements=["person_id"]))


def dismiss(tx: Transaction, person: PersonId) -> bool:
    """They send nobody any more; False when they did not."""
    return tx.changed(delete(dispatchers).where(dispatchers.c.person_id == person))


# ---------------------------------------------------------------- technicians


def employ(tx: Transaction, technician: PersonId, employment: Employment, partner: PartnerId | None) -> bool:
    """Let the technician belong there; False when there is no such technician."""
    values = {"employment": employment.value, "partner_id": partner}
    return tx.changed(update(technicians).where(technicians.c.person_id == technician).values(**values))


def of_technician(connection: Connection, technician: int) -> Partner | None:
    """The partner that the technician belongs to, if it is one."""
    query = select(partners).join(technicians, technicians.c.partner_id == partners.c.id)
    row = connection.execute(query.where(technicians.c.person_id == technician)).first()
    return None if row is None else Partner(PartnerId(row.id), row.name)


def team(connection: Connection, partner: int) -> list[TeamMember]:
    """The partner's own technicians: those who are online first, then by name."""
    running = _running(connection, partner)
    query = (
        select(technicians, people.c.reachable, people.c.banned_at)
        .join(people, people.c.id == technicians.c.person_id)
        .where(technicians.c.partner_id == partner, technicians.c.status.in_(IN_TEAM))
        .order_by(technicians.c.online.desc(), technicians.c.name, technicians.c.person_id)
    )
    return [
        TeamMember(
            PersonId(row.person_id),
            row.name,
            TechnicianStatus(row.status),
            row.online,
            row.reachable,
            row.banned_at is not None,
            tuple(running[row.person_id]),
        )
        for row in connection.execute(query)
    ]


def skills_of_team(connection: Connection, partner: int) -> list[frozenset[str]]:
    """What each of the partner's own technicians can do."""
    listed = func.aggregate_strings(technician_skills.c.skill, ",")
    query = (
        select(listed)
        .join(technicians, technicians.c.person_id == technician_skills.c.technician_id)
        .where(technicians.c.partner_id == partner, technicians.c.status.in_(IN_TEAM))
        .group_by(technicians.c.person_id)
    )
    return [frozenset(skills.split(",")) for skills in connection.scalars(query)]


def is_at_work(connection: Connection, partner: int, order: int) -> bool:
    """Whether any of the partner's own technicians has a running job of the order."""
    return any(number == order for running in _running(connection, partner).values() for number, _ in running)


def _running(connection: Connection, partner: int) -> defaultdict[int, list[tuple[OrderId, JobStatus]]]:
    query = (
        select(jobs.c.technician_id, jobs.c.order_id, jobs.c.status)
        .join(technicians, technicians.c.person_id == jobs.c.technician_id)
        .where(technicians.c.partner_id == partner, jobs.c.status.in_([status.value for status in RUNNING]))
        .order_by(jobs.c.id)
    )
    running: defaultdict[int, list[tuple[OrderId, JobStatus]]] = defaultdict(list)
    for technician, order, status in connection.execute(query):
        running[technician].append((OrderId(order), JobStatus(status)))
    return running
