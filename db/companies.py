"""Companies and their members as rows."""

from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.domain.companies import ASK_EACH_TIME, Company, CompanyId, Member, MemberId, MemberRole
from bot.domain.ids import PersonId
from db.tables import companies, company_members, people
from db.transaction import Transaction
from db.upsert import insert

HERE = company_members.c.left_at.is_(None)


def add(tx: Transaction, name: str) -> bool:
    """Write the company; False when there is one of this name already."""
    row = {"name": name, "name_key": name.casefold(), "made_at": tx.now}
    statement = insert(tx.connection, companies).values(row).on_conflict_do_nothing(index_elements=["name_key"])
    return tx.changed(statement)


def called(connection: Connection, name: str) -> Company | None:
    """The company of that name, however it is capitalised."""
    return _first(connection, companies.c.name_key == name.casefold())


def find(connection: Connection, company: int) -> Company | None:
    """The company of that number."""
    return _first(connection, companies.c.id == company)


def of_person(connection: Connection, person: int) -> list[Company]:
    """The companies that the person is a member of, by name."""
    theirs = select(company_members.c.company_id).where(company_members.c.person_id == person, HERE)
    query = select(companies).where(companies.c.id.in_(theirs)).order_by(companies.c.name_key)
    return [_company(row) for row in connection.execute(query)]


def join(tx: Transaction, company: CompanyId, person: PersonId, role: MemberRole) -> None:
    """Let the person in, or in again; whoever comes as a manager is one, whatever they were before."""
    limit = None if role is MemberRole.MANAGER else ASK_EACH_TIME
    now = {"role": role.value, "monthly_limit": limit, "joined_at": tx.now, "left_at": None}
    row = {"company_id": company, "person_id": person, **now}
    statement = insert(tx.connection, company_members).values(row)
    tx.execute(statement.on_conflict_do_update(index_elements=["company_id", "person_id"], set_=now))


def member(connection: Connection, member_id: int) -> Member | None:
    """The member of that number, gone or not."""
    row = connection.execute(select(company_members).where(company_members.c.id == member_id)).first()
    return None if row is None else _member(row)


def membership(connection: Connection, company: int, person: int) -> Member | None:
    """The person as a member of the company, if they are one now."""
    which = (company_members.c.company_id == company, company_members.c.person_id == person, HERE)
    row = connection.execute(select(company_members).where(*which)).first()
    return None if row is None else _member(row)


def members(connection: Connection, company: int) -> list[Member]:
    """Everybody who is a member now, by name."""
    query = select(company_members).join(people, people.c.id == company_members.c.person_id)
    here = query.where(company_members.c.company_id == company, HERE)
    return [_member(row) for row in connection.execute(here.order_by(people.c.name, company_members.c.id))]


def managers(connection: Connection, company: int) -> list[Member]:
    """Those who run the account."""
    return [member for member in members(connection, company) if member.is_manager]


def count_members(connection: Connection, company: int) -> int:
    """How many members there are."""
    query = select(func.count()).where(company_members.c.company_id == company, HERE)
    return int(connection.execute(query).scalar_one())


def set_limit(tx: Transaction, member_id: MemberId, limit: int | None) -> bool:
    """Let a member spend so much a month from now on; False when they are gone, or a manager."""
    plain = company_members.c.role == MemberRole.MEMBER.value
    statement = update(company_members).where(company_members.c.id == member_id, plain, HERE)
    return tx.changed(statement.values(monthly_limit=limit))


def leave(tx: Transaction, member_id: MemberId) -> bool:
    """The member is one no longer; False when they had gone before."""
    return tx.changed(update(company_members).where(company_members.c.id == member_id, HERE).values(left_at=tx.now))


def _first(connection: Connection, condition: Any) -> Company | None:
    row = connection.execute(select(companies).where(condition)).first()
    return None if row is None else _company(row)


def _company(row: Row[Any]) -> Company:
    return Company(CompanyId(row.id), row.name)


def _member(row: Row[Any]) -> Member:
    return Member(
        MemberId(row.id),
        CompanyId(row.company_id),
        PersonId(row.person_id),
        MemberRole(row.role),
        row.monthly_limit,
        row.left_at is not None,
    )
