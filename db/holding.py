"""Rows that nobody else decides about until the transaction is over.

Where one row decides, a conditional update is enough. Where several do (a crew's jobs and their order, both sides'
ratings, the last owner), whoever decides holds one of them first and looks afterwards: the next waits for the commit,
and then sees what it left. SQLite has one writer, who holds everything.
"""

from sqlalchemy import ColumnElement, ScalarSelect, Table, select

from bot.domain.outages import OutageStatus
from bot.domain.people import Role
from db.tables import amends, cases, company_members, extras, jobs, offers, orders, outages, staff, technicians
from db.transaction import Transaction


def hold_order(tx: Transaction, order: int | ScalarSelect[int]) -> None:
    """The order, its offers, jobs and ratings are this transaction's."""
    _hold(tx, orders, orders.c.id == order)


def hold_order_of_offer(tx: Transaction, offer: int) -> None:
    """The order that the offer belongs to."""
    if not _decides_alone(tx):
        hold_order(tx, select(offers.c.order_id).where(offers.c.id == offer).scalar_subquery())


def hold_order_of_job(tx: Transaction, job: int) -> None:
    """The order that the job is a part of."""
    if not _decides_alone(tx):
        hold_order(tx, select(jobs.c.order_id).where(jobs.c.id == job).scalar_subquery())


def hold_order_of_extra(tx: Transaction, extra: int) -> None:
    """The order whose price the proposal would raise."""
    theirs = select(jobs.c.order_id).join(extras, extras.c.job_id == jobs.c.id).where(extras.c.id == extra)
    hold_order(tx, theirs.scalar_subquery())


def hold_case(tx: Transaction, case: int) -> None:
    """What was given about a case that is about no order."""
    _hold(tx, cases, cases.c.id == case)


def hold_credit(tx: Transaction, person: int) -> None:
    """What is left of a customer's credit. Where both are held, the order comes first."""
    _hold(tx, amends, (amends.c.person_id == person) & (amends.c.unused > 0))


def hold_giver(tx: Transaction, operator: int) -> None:
    """How much an operator has given today."""
    _hold(tx, staff, staff.c.person_id == operator)


def hold_technician(tx: Transaction, technician: int) -> None:
    """How many jobs a technician has. Where both are held, the order comes first: else two may wait for each other."""
    _hold(tx, technicians, technicians.c.person_id == technician)


def hold_member(tx: Transaction, member: int) -> None:
    """What a member of a company has spent. Where both are held, the order comes first here too."""
    _hold(tx, company_members, company_members.c.id == member)


def hold_owners(tx: Transaction) -> None:
    """Who owns the market."""
    _hold(tx, staff, staff.c.role == Role.OWNER.value)


def hold_outages(tx: Transaction) -> None:
    """Which outage is on: two operators may say so in the same moment."""
    _hold(tx, outages, outages.c.status.in_([OutageStatus.ASKED.value, OutageStatus.ON.value]))


def _decides_alone(tx: Transaction) -> bool:
    """Then not even the statement is built, which would take longer than the rest of a late tap."""
    return tx.connection.dialect.name != "postgresql"


def _hold(tx: Transaction, table: Table, condition: ColumnElement[bool]) -> None:
    if _decides_alone(tx):
        return
    keys = list(table.primary_key.columns)
    # Its key does not change: rows that refer to it may be written meanwhile.
    tx.connection.execute(select(*keys).where(condition).order_by(*keys).with_for_update(key_share=True))
