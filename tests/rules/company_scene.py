"""A company in the market of presses: Bo runs its account, Anna is a member, an order of hers waits for his yes."""

from collections.abc import Iterator
from dataclasses import dataclass

from aiogram.filters.callback_data import CallbackData

from bot.domain.companies import CompanyOrder, MemberRole, Verdict
from bot.domain.ids import OrderId, PersonId
from bot.domain.orders import Address, OrderStatus
from bot.flows import companies as flow
from bot.handlers import desk_companies
from bot.turn import Transaction
from bot.ui import presses as p
from bot.ui.company_presses import ApprovalPress, CompanyPress, DeskCompanyPress, StatementPress
from db import companies, company_orders, sites
from db.tables import orders as orders_table
from playground.person import Person
from tests.dispatch_scene import new_order
from tests.job_scene import DOOR

OF_COMPANY = ("invite", "site", "waiting", "months")
OF_MEMBER = ("member", "limit", "remove")
OF_SITE = ("place", "close")
OF_BOTH = ("open", "leave")
LEAVING = "leave_yes"


@dataclass(frozen=True)
class CompanyScene:
    """The numbers of all of it."""

    company: int
    member: int
    site: int
    order: int

    def presses(self, bo: Person, anna: Person, unknown: str) -> Iterator[tuple[CallbackData, list[Person]]]:
        """Every press about it, with those whose business it is."""
        acts = {*OF_COMPANY, *OF_MEMBER, *OF_SITE, *OF_BOTH, LEAVING}
        assert acts == {*flow.ACTS, flow.INVITE}
        for approved in (False, True):
            yield ApprovalPress(order_id=self.order, approved=approved), [bo]
        for act in OF_BOTH:
            yield CompanyPress(act=act, number=self.company), [bo, anna]
        for act in (*OF_COMPANY, unknown):
            yield CompanyPress(act=act, number=self.company), [bo]
        for act in OF_MEMBER:
            yield CompanyPress(act=act, number=self.member), [bo]
        for act in OF_SITE:
            yield CompanyPress(act=act, number=self.site), [bo]
        yield StatementPress(company_id=self.company, month=202603), [bo]
        yield p.OrderPress(act="pay_own", order_id=self.order), [anna]
        yield CompanyPress(act=LEAVING, number=self.company), [anna]

    def of_operators(self, unknown: str) -> Iterator[CallbackData]:
        """What operators may press about it."""
        for act in (*desk_companies.ACTS, unknown):
            yield DeskCompanyPress(act=act, company_id=self.company)


def company_of(tx: Transaction, bo: PersonId, anna: PersonId) -> CompanyScene:
    """Let it be there."""
    companies.add(tx, "ACME")
    company = companies.called(tx.connection, "ACME")
    assert company is not None
    companies.join(tx, company.id, bo, MemberRole.MANAGER)
    companies.join(tx, company.id, anna, MemberRole.MEMBER)
    member = companies.membership(tx.connection, company.id, anna)
    assert member is not None
    site = sites.add(tx, company.id, "Warehouse", Address(DOOR, "Rynek Główny 1", "Stare Miasto"))
    order = OrderId(new_order(tx, anna))
    waits = orders_table.update().where(orders_table.c.id == order)
    tx.execute(waits.values(status=OrderStatus.APPROVING.value))
    company_orders.add(tx, CompanyOrder(order, company.id, member.id, site, Verdict.WAITING, None, None))
    return CompanyScene(company.id, member.id, site, order)
