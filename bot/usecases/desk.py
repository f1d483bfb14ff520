"""The operators' lists: opening one, leafing through it, looking at a technician."""

from bot.domain.desk import CHOICES, DeskList
from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId
from bot.domain.people import Role
from bot.usecases.desk_orders import any_order
from bot.usecases.staff import require_role
from db import desk, desk_pages, technicians
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction

APPLICATIONS_AT_ONCE = 5
"""More cards than these in a row are not read; the rest come when these are decided."""


def open_list(tx: Transaction, kind: DeskList, words: str, operator: PersonId, chat: int) -> None:
    """Show the first page of a list as a new message."""
    require_role(tx, operator)
    page = desk_pages.open_page(tx, kind, words)
    show_card(tx, chat, desk_pages.DESK_PAGE, page, priority=Priority.ANSWER)


def open_choice(tx: Transaction, order: OrderId, operator: PersonId, chat: int) -> None:
    """Show who may be put on the order."""
    any_order(tx, order, operator)
    open_list(tx, DeskList.ASSIGN, str(order), operator, chat)


def turn_list(
    tx: Transaction, desk_page: int, page: int, operator: PersonId, chat: int, words: str | None = None
) -> None:
    """Show another page of the list in the same message, or (`words`) another choice of what it shows."""
    require_role(tx, operator)
    known = desk_pages.find(tx.connection, desk_page)
    if known is not None and words is not None and words not in CHOICES.get(DeskList(known.kind), ()):
        raise Refusal("list_gone")
    if not desk_pages.turn_to(tx, desk_page, max(page, 0), words):
        raise Refusal("list_gone")
    show_card(tx, chat, desk_pages.DESK_PAGE, desk_page, priority=Priority.ANSWER)


def open_applications(tx: Transaction, operator: PersonId, chat: int) -> None:
    """Show the applications that wait for a decision, the longest waiting first."""
    require_role(tx, operator)
    waiting = desk.pending_applicants(tx.connection)
    for applicant in waiting[:APPLICATIONS_AT_ONCE]:
        show_card(tx, chat, "desk_application", applicant, priority=Priority.ANSWER, fresh=True)
    left = max(0, len(waiting) - APPLICATIONS_AT_ONCE)
    if left or not waiting:
        notify(tx, chat, "desk/applications", {"left": left}, priority=Priority.ANSWER)


def open_technician(tx: Transaction, technician: PersonId, operator: PersonId, chat: int) -> None:
    """Show all that is known about a technician."""
    require_role(tx, operator)
    if technicians.find(tx.connection, technician) is None:
        raise Refusal("technician_not_found", person=str(technician))
    show_card(tx, chat, "desk_technician", technician, priority=Priority.ANSWER, fresh=True)


def open_staff_list(tx: Transaction, operator: PersonId, chat: int) -> None:
    """Show who runs the market."""
    require_role(tx, operator, Role.ADMIN)
    notify(tx, chat, "desk/staff", priority=Priority.ANSWER)
