"""Orders on a company's account: within the member's limit they go out at once, above it a manager is asked first.

What is spent is summed up from the orders while the member's row is held: of two orders at once, the second sees the
first. Extra work on site is never stopped for a manager who may be asleep: it counts, and the managers are told.
"""

from dataclasses import dataclass
from typing import TypedDict

from bot.domain.companies import CompanyOrder, Member, Month, Site, Verdict, fits, month_of
from bot.domain.errors import Refusal
from bot.domain.extras import ExtraId
from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.money import Money
from bot.domain.orders import Order, OrderDraft, OrderStatus
from bot.usecases.showing import APPROVAL, show_account
from db import companies, company_orders, sites
from db.holding import hold_member
from db.outbox import notify, show_card
from db.transaction import Transaction

VERDICTS = {
    OrderStatus.QUOTING: Verdict.PRICING,
    OrderStatus.APPROVING: Verdict.WAITING,
    OrderStatus.SEARCHING: Verdict.COUNTED,
}
"""The status with which an order begins → what it is to its company then."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whose limit an order counts against, and which site it is for."""

    member: Member
    site: Site | None


class DraftAccount(TypedDict):
    """The part of a draft that says who pays."""

    company: int | None
    site: int | None


def account_of(tx: Transaction, customer: PersonId, draft: OrderDraft) -> Account | None:
    """The account that the draft names, if its customer may still use it; None: they pay themselves."""
    if draft.company is None:
        return None
    member = companies.membership(tx.connection, draft.company, customer)
    if member is None:
        raise Refusal("company_not_member")
    site = sites.find(tx.connection, draft.site) if draft.site is not None else None
    if draft.site is not None and (site is None or site.is_gone or site.company != member.company):
        raise Refusal("site_gone")
    return Account(member, site)


def first_status(tx: Transaction, account: Account | None, price: Money | None) -> OrderStatus:
    """Where the order begins: without a price at the operators', above the limit at the manager's."""
    if price is None:
        return OrderStatus.QUOTING
    if account is None or is_within_limit(tx, account.member, price.amount):
        return OrderStatus.SEARCHING
    return OrderStatus.APPROVING


def is_within_limit(tx: Transaction, member: Member, price: int) -> bool:
    """Whether the member may spend so much more this month; nobody else decides about it until the commit."""
    hold_member(tx, member.id)
    row = companies.member(tx.connection, member.id)
    assert row is not None
    return fits(row.limit, company_orders.spent(tx.connection, row.id, this_month(tx)), price)


def put_on_account(tx: Transaction, order: OrderId, account: Account, status: OrderStatus) -> None:
    """The order is the company's; where it needs a yes, the managers are asked."""
    member, site = account.member, account.site
    verdict = VERDICTS[status]
    month = this_month(tx) if verdict is Verdict.COUNTED else None
    row = CompanyOrder(order, member.company, member.id, site.id if site else None, verdict, month, None)
    company_orders.add(tx, row)
    if verdict is Verdict.WAITING:
        _ask_managers(tx, row)
    show_account(tx, order)


def account_for_quoted(tx: Transaction, order: Order, price: Money) -> OrderStatus:
    """The customer agrees to an operator's price: the company's limit is asked now that there is one."""
    known = company_orders.find(tx.connection, order.id)
    if known is None or known.verdict is not Verdict.PRICING:
        return OrderStatus.SEARCHING
    member = companies.member(tx.connection, known.member)
    assert member is not None
    if is_within_limit(tx, member, price.times(order.crew).amount):
        _settle(tx, order.id, Verdict.COUNTED, this_month(tx))
        return OrderStatus.SEARCHING
    _settle(tx, order.id, Verdict.WAITING, None)
    _ask_managers(tx, known)
    return OrderStatus.APPROVING


def tell_of_extra(tx: Transaction, order: OrderId, extra: ExtraId) -> None:
    """Extra work was agreed to on site: it counts, and the managers hear of it where it is above the limit."""
    known = company_orders.find(tx.connection, order)
    if known is None or known.verdict is not Verdict.COUNTED or known.month is None:
        return
    hold_member(tx, known.member)
    member = companies.member(tx.connection, known.member)
    assert member is not None
    spent = company_orders.spent(tx.connection, member.id, known.month)
    if member.limit is None or spent <= member.limit:
        return
    for manager in companies.managers(tx.connection, known.company):
        notify(tx, private_chat(manager.person), "companies/extra_over", {"extra": extra})


def go_on_account(tx: Transaction, before: OrderId, order: OrderId) -> None:
    """A senior goes on with it: the same sum in two orders, so nobody is asked again."""
    known = company_orders.find(tx.connection, before)
    if known is not None and known.verdict is Verdict.COUNTED:
        _carry_over(tx, known, order, known.month)


def come_back_on_account(tx: Transaction, before: OrderId, order: OrderId) -> None:
    """Under warranty it costs nothing; it is the company's still if its customer is still a member."""
    known = company_orders.find(tx.connection, before)
    if known is None or known.verdict is not Verdict.COUNTED:
        return
    member = companies.member(tx.connection, known.member)
    if member is not None and not member.is_gone:
        _carry_over(tx, known, order, this_month(tx))


def account_again(tx: Transaction, order: OrderId) -> DraftAccount:
    """Who pays when the order is placed once more: the same company, while its customer is a member."""
    known = company_orders.find(tx.connection, order)
    member = companies.member(tx.connection, known.member) if known is not None else None
    if known is None or member is None or member.is_gone:
        return {"company": None, "site": None}
    site = sites.find(tx.connection, known.site) if known.site is not None else None
    return {"company": known.company, "site": None if site is None or site.is_gone else site.id}


def this_month(tx: Transaction) -> Month:
    """The month that the city's clocks say it is."""
    return month_of(tx.now, tx.market.city.time_zone)


def _carry_over(tx: Transaction, known: CompanyOrder, order: OrderId, month: Month | None) -> None:
    row = CompanyOrder(order, known.company, known.member, known.site, Verdict.COUNTED, month, known.decided_by)
    company_orders.add(tx, row)
    show_account(tx, order)


def _settle(tx: Transaction, order: OrderId, new: Verdict, month: Month | None) -> None:
    settled = company_orders.settle(tx, order, {Verdict.PRICING}, new, month=month)
    assert settled, "the order is held"


def _ask_managers(tx: Transaction, row: CompanyOrder) -> None:
    for manager in companies.managers(tx.connection, row.company):
        show_card(tx, private_chat(manager.person), APPROVAL, row.order, fresh=True)
