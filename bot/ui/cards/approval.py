"""An order above a member's limit, before the managers who are asked for their yes."""

from aiogram.types import InlineKeyboardButton

from bot.domain.companies import CompanyOrder, Member, Verdict, month_of
from bot.domain.money import Money
from bot.domain.orders import Order, OrderStatus
from bot.ui.company_presses import ApprovalPress
from bot.ui.company_words import person_name, spending
from bot.ui.keyboards import button, inline
from bot.ui.order_list import STATUS_WORDS
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.typed import shortened
from bot.ui.view import View
from db import companies, company_orders, orders, sites

MOST_WORDS = 400


@card("approval")
def approval_card(ask: CardRequest) -> View | None:
    """What is wanted, where and for how much, and what became of it. A member's own address is told by its district."""
    known = company_orders.find(ask.connection, ask.subject_id)
    order = orders.find(ask.connection, ask.subject_id)
    if known is None or order is None or order.price is None:
        return None
    member, asked = companies.member(ask.connection, known.member), _manager(ask, known)
    if member is None or asked is None:
        return None
    site = sites.find(ask.connection, known.site) if known.site is not None else None
    text = ask.render(
        "companies/approval",
        order=order,
        name=person_name(ask.connection, member.person),
        service=service_name(ask.texts, ask.market, order.service),
        description=shortened(order.description, MOST_WORDS),
        where=site.name if site else order.address.district,
        total=order.price.times(order.crew),
        spending=_spending(ask, member, known),
        verdict=_stands(known, order),
        decided_by=person_name(ask.connection, known.decided_by),
        status=ask.texts.label(STATUS_WORDS[order.status]),
    )
    return View(text, inline([_buttons(ask, known, order)]))


def _manager(ask: CardRequest, known: CompanyOrder) -> Member | None:
    member = companies.membership(ask.connection, known.company, ask.chat_id)
    return member if member is not None and member.is_manager else None


def _spending(ask: CardRequest, member: Member, known: CompanyOrder) -> str:
    month = known.month or month_of(ask.now, ask.market.city.time_zone)
    spent = Money(company_orders.spent(ask.connection, member.id, month), ask.market.currency)
    return spending(ask.texts, member, spent)


def _stands(known: CompanyOrder, order: Order) -> str:
    """One word for the template: what became of the question."""
    cancelled = order.status is OrderStatus.CANCELLED
    return "cancelled" if cancelled else known.verdict.value


def _buttons(ask: CardRequest, known: CompanyOrder, order: Order) -> list[InlineKeyboardButton | None]:
    """A no may still become a yes, as long as the member has not decided."""
    if order.status is not OrderStatus.APPROVING:
        return []
    waits = known.verdict is Verdict.WAITING
    yes = button(ask.texts.label("Approve"), ApprovalPress(order_id=order.id, approved=True), style="success")
    no = button(ask.texts.label("Refuse"), ApprovalPress(order_id=order.id, approved=False))
    return [yes, no if waits else None]
