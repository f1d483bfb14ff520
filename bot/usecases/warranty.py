"""It came back: within the warranty the same technician is asked first, and nobody pays."""

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.money import Money
from bot.domain.offers import Job
from bot.domain.orders import Order, OrderDraft, OrderStatus
from bot.domain.service_book import Entry, EntryId
from bot.usecases.accounts import come_back_on_account
from bot.usecases.credit import DESK_AMENDS
from bot.usecases.jobs import order_of
from bot.usecases.ordering import check_may_order, start_code
from bot.usecases.searching import start_search
from bot.usecases.service_book import BOOK, own_place
from db import amends, continuations, jobs, orders, service_book
from db.holding import hold_order
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction


def ask_back(tx: Transaction, entry: EntryId, customer: PersonId) -> None:
    """Ask whether it really came back: a technician will set out for it."""
    _covered(tx, entry, customer)
    notify(tx, private_chat(customer), "book/ask_back", {"entry": entry}, priority=Priority.ANSWER)


def offer_return(tx: Transaction, order: OrderId) -> None:
    """A week later it is not fine: say at once that it is put right free of charge, if it is."""
    covered = [one for one in service_book.of_order(tx.connection, order) if one.is_covered(tx.now)]
    row = orders.find(tx.connection, order)
    if covered and row is not None:
        notify(tx, private_chat(row.customer), "book/ask_back", {"entry": covered[0].id})


def come_back(tx: Transaction, entry: EntryId, customer: PersonId) -> OrderId:
    """Place the order that puts it right: the same work at the same place, for one technician, at no price."""
    line, job, before = _covered(tx, entry, customer)
    check_may_order(tx, customer)
    draft = OrderDraft(
        service=before.service,
        description=before.description,
        attachments=(),
        address=own_place(tx, line.place, customer),
        window=None,
        crew=1,
        phone=before.phone,
        favourite=job.technician,
    )
    free = Money(0, tx.market.currency)
    order = orders.add(tx, customer, draft, free, OrderStatus.SEARCHING, start_code())
    continuations.ask_for(tx, order, before.level, before)
    if not service_book.has_come_back(tx, line, order):
        raise Refusal("came_back_already", order=line.returned_as)
    come_back_on_account(tx, before.id, order)
    orders.record(tx, before.id, "came_back", customer, {"order": order})
    show_card(tx, private_chat(customer), "order", order, priority=Priority.ANSWER)
    start_search(tx, order)
    _show_who_sees_it(tx, line)
    return order


def _show_who_sees_it(tx: Transaction, line: Entry) -> None:
    """The book; and, where an operator has given a free revisit, that it is used."""
    show_again(tx, BOOK, line.place)
    for given in amends.revisits_of(tx.connection, line.job):
        show_again(tx, DESK_AMENDS, given)


def _covered(tx: Transaction, entry: EntryId, customer: PersonId) -> tuple[Entry, Job, Order]:
    """The line with its job and order, while the warranty holds and nobody is on it again."""
    line = service_book.find(tx.connection, entry)
    job = jobs.find(tx.connection, line.job) if line else None
    if line is None or job is None:
        raise Refusal("book_not_yours")
    own_place(tx, line.place, customer)
    hold_order(tx, job.order)
    if not line.is_covered(tx.now):
        raise Refusal("warranty_over")
    again = orders.find(tx.connection, line.returned_as) if line.returned_as else None
    if again is not None and again.status is not OrderStatus.CANCELLED:
        raise Refusal("came_back_already", order=again.id)
    return line, job, order_of(tx, job)
