"""Who asks why: operators about an order, technicians about themselves. Nothing changes by asking."""

from bot.domain.desk import DeskList
from bot.domain.errors import Refusal
from bot.domain.ids import OfferId, OrderId, PersonId, private_chat
from bot.usecases.desk import open_list
from bot.usecases.desk_orders import any_order
from bot.usecases.offers import own_offer
from bot.usecases.staff import require_role
from bot.usecases.technicians import approved_technician
from db import desk_pages, technicians
from db.outbox import Priority, hand_over_card, notify, sent_card, show_card
from db.transaction import Transaction

MISSED = "missed_orders"
"""The technician's card of orders that they were not asked for; its subject is the page."""


def open_why(tx: Transaction, order: OrderId, operator: PersonId, chat: int) -> None:
    """Show how the order's latest wave chose."""
    any_order(tx, order, operator)
    open_list(tx, DeskList.WHY, str(order), operator, chat)


def turn_why(tx: Transaction, desk_page: int, spot: str, operator: PersonId, chat: int) -> None:
    """Let the message show another wave of the same order, or some of those it considered."""
    require_role(tx, operator)
    page = desk_pages.find(tx.connection, desk_page)
    if page is None or page.kind != DeskList.WHY:
        raise Refusal("list_gone")
    order = page.words.partition(" ")[0]
    desk_pages.turn_to(tx, desk_page, 0, f"{order} {spot}")
    show_card(tx, chat, desk_pages.DESK_PAGE, desk_page, priority=Priority.ANSWER)


def explain_one(tx: Transaction, order: OrderId, technician: PersonId, operator: PersonId, chat: int) -> None:
    """Say why this one technician was asked or not, wave by wave."""
    any_order(tx, order, operator)
    if technicians.find(tx.connection, technician) is None:
        raise Refusal("technician_not_found", person=str(technician))
    notify(tx, chat, "desk/why_one", {"order": order, "technician": technician}, priority=Priority.ANSWER)


def why_me(tx: Transaction, offer: OfferId, technician: PersonId) -> None:
    """Say to a technician why they were asked, and how it ended."""
    own_offer(tx, offer, technician)
    notify(tx, private_chat(technician), "offers/why", {"offer": offer}, priority=Priority.ANSWER)


def open_missed(tx: Transaction, technician: PersonId) -> None:
    """Show the latest orders near the technician that they were not asked for."""
    approved_technician(tx, technician)
    show_card(tx, private_chat(technician), MISSED, 0, priority=Priority.ANSWER, fresh=True)


def turn_missed(tx: Transaction, technician: PersonId, page: int) -> None:
    """Let the message that shows a neighbouring page show this one."""
    approved_technician(tx, technician)
    chat = private_chat(technician)
    for shown in (page - 1, page + 1):
        if sent_card(tx.connection, chat, MISSED, shown) is not None:
            hand_over_card(tx, chat, (MISSED, shown), (MISSED, page))
            break
    show_card(tx, chat, MISSED, page, priority=Priority.ANSWER)
