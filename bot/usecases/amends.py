"""Making it right at once: the choice, an apology, a free revisit; and an operator who thinks better of it."""

from bot.domain.amends import MONEY, Amends, AmendsId, AmendsKind
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.orders import OrderStatus
from bot.domain.service_book import Entry
from bot.usecases.giving import take_money_back
from bot.usecases.occasions import Occasion, keep_amends, occasion, own_amends
from bot.usecases.service_book import BOOK
from db import amends, orders, service_book
from db.outbox import Priority, notify
from db.showing_again import show_again
from db.transaction import Transaction


def offer_choice(tx: Transaction, operator: PersonId, order: int, case: int, chat: int) -> None:
    """Ask how, where the operator has pressed."""
    about = occasion(tx, operator, order, case)
    notify(tx, chat, "amends/choose", _named(about), priority=Priority.ANSWER)


def apologise(tx: Transaction, operator: PersonId, order: int, case: int) -> AmendsId:
    """Say sorry, once: a second time would only be a machine's."""
    about = occasion(tx, operator, order, case)
    given = amends.about(tx.connection, *about.place, tx.market.currency)
    if any(one.kind is AmendsKind.APOLOGY and one.person == about.listener for one in given):
        raise Refusal("apologised_already")
    number = amends.add(tx, AmendsKind.APOLOGY, about.listener, operator, **about.columns)
    notify(tx, private_chat(about.listener), "amends/apology", _named(about))
    keep_amends(tx, about, number, "apology", {})
    return number


def give_revisit(tx: Transaction, operator: PersonId, order: int, case: int) -> AmendsId:
    """Cover the order's work for so long that the customer may ask for it again, as under warranty.

    The customer says when: nobody is sent to a door where nobody waits.
    """
    about = occasion(tx, operator, order, case)
    entry = _entry(tx, about)
    given = amends.about(tx.connection, *about.place, tx.market.currency)
    if any(one.kind is AmendsKind.REVISIT and one.job == entry.job and one.undone_at is None for one in given):
        raise Refusal("revisit_given")
    if not service_book.cover(tx, entry, max(entry.warranty_until or tx.now, tx.now + tx.market.amends.revisit)):
        raise Refusal("amends_used")
    columns = {**about.columns, "job_id": entry.job, "warranty_before": entry.warranty_until}
    number = amends.add(tx, AmendsKind.REVISIT, about.customer, operator, **columns)
    notify(tx, private_chat(about.customer), "amends/revisit", {"entry": entry.id})
    keep_amends(tx, about, number, "revisit_given", {})
    show_again(tx, BOOK, entry.place)
    return number


def take_back(tx: Transaction, number: int, operator: PersonId) -> None:
    """The operator who gave it thinks better of it, while nobody has used it."""
    given, about = own_amends(tx, number, operator)
    if given.kind in MONEY:
        take_money_back(tx, given, about.order)
    else:
        _take_revisit_back(tx, given, about)
    notify(tx, private_chat(given.person), "amends/taken_back", {"amends": given.id})
    keep_amends(tx, about, given.id, f"{given.kind.value}_taken_back", {"amount": given.amount.amount})


def _take_revisit_back(tx: Transaction, given: Amends, about: Occasion) -> None:
    """The work is covered as long as it was before. What was said cannot be unsaid."""
    if given.kind is not AmendsKind.REVISIT:
        raise Refusal("amends_used")
    entry = _entry(tx, about)
    if not amends.undo(tx, given) or not service_book.cover(tx, entry, given.warranty_before):
        raise Refusal("amends_used")
    show_again(tx, BOOK, entry.place)


def _entry(tx: Transaction, about: Occasion) -> Entry:
    """The line of the order's last job in the service book, if nobody has been asked to come again for it."""
    lines = service_book.of_order(tx.connection, about.order.id) if about.order else []
    if not lines:
        raise Refusal("nothing_to_revisit")
    again = orders.find(tx.connection, lines[-1].returned_as) if lines[-1].returned_as else None
    if again is not None and again.status is not OrderStatus.CANCELLED:
        raise Refusal("came_back_already", order=again.id)
    return lines[-1]


def _named(about: Occasion) -> dict[str, int]:
    return {"order": about.order.id if about.order else 0, "case": about.case.id if about.case else 0}
