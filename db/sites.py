"""The places of companies as rows. One that was removed stays for the statements that name it."""

from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from bot.domain.companies import CompanyId, Site, SiteId
from bot.domain.orders import Address
from db.companies import membership
from db.places import address_from
from db.tables import sites
from db.transaction import Transaction

HERE = sites.c.removed_at.is_(None)


def add(tx: Transaction, company: CompanyId, name: str, address: Address) -> SiteId:
    """One more place."""
    where = {"point": address.point, "words": address.words, "district": address.district}
    return SiteId(tx.insert(sites, {"company_id": company, "name": name, **where}))


def find(connection: Connection, site: int) -> Site | None:
    """The site of that number, removed or not."""
    row = connection.execute(select(sites).where(sites.c.id == site)).first()
    return None if row is None else _site(row)


def of_company(connection: Connection, company: int) -> list[Site]:
    """The sites that a company has now, by name."""
    query = select(sites).where(sites.c.company_id == company, HERE).order_by(sites.c.name, sites.c.id)
    return [_site(row) for row in connection.execute(query)]


def count_of_company(connection: Connection, company: int) -> int:
    """How many these are."""
    query = select(func.count()).select_from(sites).where(sites.c.company_id == company, HERE)
    return int(connection.execute(query).scalar_one())


def for_member(connection: Connection, company: int | None, person: int) -> list[Site]:
    """The sites to which this person may order: none for who is no member of the company."""
    if company is None or membership(connection, company, person) is None:
        return []
    return of_company(connection, company)


def called(connection: Connection, company: int, name: str) -> Site | None:
    """The company's site of that name, however it is capitalised."""
    found = (site for site in of_company(connection, company) if site.name.casefold() == name.casefold())
    return next(found, None)


def remove(tx: Transaction, site: SiteId) -> bool:
    """Nobody orders to it any more; False when it had been removed before."""
    return tx.changed(update(sites).where(sites.c.id == site, HERE).values(removed_at=tx.now))


def _site(row: Row[Any]) -> Site:
    return Site(SiteId(row.id), CompanyId(row.company_id), row.name, address_from(row), row.removed_at is not None)
