"""How it is made right, asked of operators; and what the person reads for whom it is."""

from collections.abc import Sequence

from aiogram.types import InlineKeyboardButton

from bot.domain.amends import Amends
from bot.domain.ids import private_chat
from bot.domain.money import Money
from bot.ui.after_work_presses import BookPress
from bot.ui.amends_presses import AmendsPress
from bot.ui.amends_sight import name_of
from bot.ui.case_presses import CasePress
from bot.ui.case_sight import case_sight
from bot.ui.dues import order_due
from bot.ui.for_desk import for_desk
from bot.ui.job_sight import job_sight
from bot.ui.keyboards import button, inline
from bot.ui.presses import MenuPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.service_names import service_name
from bot.ui.view import View
from db import amends, company_orders, credit, orders, service_book


@notice("amends/choose")
@for_desk
def choose_notice(ask: NoticeRequest) -> View | None:
    """An apology, credit, a discount, a free revisit: those that make sense."""
    order = orders.find(ask.connection, ask.fields["order"])
    sight = case_sight(ask.connection, ask.fields["case"])
    if order is None and sight is None:
        return None
    customer = order.customer if order else sight.person.id if sight else 0
    label, done = ask.texts.label, bool(order and service_book.of_order(ask.connection, order.id))
    listener = name_of(ask, sight.person.id if sight else customer)
    less = _way(ask, label("Discount on order %(number)s…", number=order.id), "discount") if order else None
    rows: list[Sequence[InlineKeyboardButton | None]] = [
        [_way(ask, label("Apologise to %(name)s", name=listener), "apology")],
        [_way(ask, label("Credit…"), "credit"), less],
        [_way(ask, label("Free revisit"), "revisit") if done else None],
    ]
    text = ask.render("amends/choose", name=name_of(ask, customer))
    return View(text, inline(rows), topic=sight.topic(ask.texts) if sight else None)


def _way(ask: NoticeRequest, words: str, act: str) -> InlineKeyboardButton:
    """About the case where there is one: it knows its order."""
    case = ask.fields["case"]
    return button(words, AmendsPress(act=act, order_id=0 if case else ask.fields["order"], case_id=case))


@notice("amends/apology")
def apology_notice(ask: NoticeRequest) -> View:
    """An apology, to which they may say something."""
    case = ask.fields["case"]
    reply = button(ask.texts.label("Reply"), CasePress(act="write", case_id=case)) if case else None
    return View(ask.render("amends/apology", order=ask.fields["order"]), inline([[reply]]))


@notice("amends/given")
def given_notice(ask: NoticeRequest) -> View | None:
    """Credit or a discount, for nobody but whose it is; nothing when it has been taken back already."""
    given = _own(ask)
    if given is None or given.undone_at is not None:
        return None
    order = orders.find(ask.connection, given.order) if given.order else None
    is_theirs = order is not None and not company_orders.is_on_account(ask.connection, order.id)
    due = order_due(ask.connection, order) if order and is_theirs else None
    balance = Money(credit.balance(ask.connection, given.person), ask.market.currency)
    about = {"kind": given.kind.value, "order": given.order, "amount": given.amount}
    text = ask.render("amends/given", **about, due=due and due.rest, balance=balance)
    new = button(ask.texts.label("New order"), MenuPress(act="order")) if given.unused.amount else None
    return View(text, inline([[new]]))


@notice("amends/taken_back")
def taken_back_notice(ask: NoticeRequest) -> View | None:
    """It was a mistake."""
    given = _own(ask)
    if given is None:
        return None
    return View(ask.render("amends/taken_back", kind=given.kind.value, order=given.order, amount=given.amount))


@notice("amends/returned")
def returned_notice(ask: NoticeRequest) -> View:
    """Credit that an order does not need any more."""
    amount = Money(ask.fields["amount"], ask.market.currency)
    return View(ask.render("amends/returned", order=ask.fields["order"], amount=amount))


@notice("amends/revisit")
def revisit_notice(ask: NoticeRequest) -> View | None:
    """Somebody comes again, as soon as the customer wants."""
    entry = service_book.find(ask.connection, ask.fields["entry"])
    sight = job_sight(ask.connection, entry.job) if entry else None
    if entry is None or sight is None or not sight.is_customer(ask.chat_id) or not entry.is_covered(ask.now):
        return None
    service = service_name(ask.texts, ask.market, sight.order.service)
    text = ask.render("amends/revisit", service=service, name=sight.technician_name, until=entry.warranty_until)
    yes = button(ask.texts.label("Send somebody now"), BookPress(act="back", number=entry.id), style="success")
    return View(text, inline([[yes]]))


def _own(ask: NoticeRequest) -> Amends | None:
    """What was given, if this chat is whose it is."""
    given = amends.find(ask.connection, ask.fields["amends"], ask.market.currency)
    return given if given is not None and private_chat(given.person) == ask.chat_id else None
