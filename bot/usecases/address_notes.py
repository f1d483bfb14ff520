"""What helps at the door (gate code, floor, dog, where to park): asked once a place, kept with it, offered again."""

from collections.abc import Iterator

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.offers import RUNNING
from bot.domain.orders import OPEN, Order
from bot.domain.saved_places import SavedPlace
from bot.domain.service_book import PlaceId
from bot.usecases.preferences import PREFERENCES
from db import jobs, orders, places
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction


def own_place(tx: Transaction, place: PlaceId, person: PersonId) -> SavedPlace:
    """The place, if it is this person's; somebody else's is as unknown as one that never was."""
    known = places.find(tx.connection, place)
    if known is None or known.person != person:
        raise Refusal("place_not_yours")
    return known


def note_at(tx: Transaction, person: PersonId, words: str) -> str:
    """What is kept for the person's place of these words; '' when nothing is."""
    known = places.saved(tx.connection, person, words)
    return (known.note or "") if known else ""


def keep_note(tx: Transaction, place: PlaceId, person: PersonId, note: str) -> None:
    """Keep it; whoever is on the way there reads it at once, in a new message."""
    known = own_place(tx, place, person)
    places.keep_note(tx, place, note)
    notify(tx, private_chat(person), "places/note_kept", {"place": place}, priority=Priority.ANSWER)
    _show(tx, known, fresh=note != known.note)


def do_without_note(tx: Transaction, place: PlaceId, person: PersonId) -> None:
    """There is nothing to say: nobody asks again."""
    known = own_place(tx, place, person)
    if places.leave_without_note(tx, place):
        _show(tx, known, fresh=False)


def delete_note(tx: Transaction, place: PlaceId, person: PersonId) -> None:
    """Take it away, from the card of whoever is on the way too."""
    known = own_place(tx, place, person)
    places.keep_note(tx, place, "")
    _show(tx, known, fresh=False)


def _show(tx: Transaction, place: SavedPlace, *, fresh: bool) -> None:
    show_again(tx, PREFERENCES, place.person, priority=Priority.ANSWER)
    for order in _open_orders(tx, place):
        show_card(tx, private_chat(order.customer), "order", order.id, priority=Priority.ANSWER)
        for job in jobs.of_order(tx.connection, order.id):
            if job.status in RUNNING:
                show_card(tx, private_chat(job.technician), "offer", job.offer, fresh=fresh)


def _open_orders(tx: Transaction, place: SavedPlace) -> Iterator[Order]:
    """The customer's open orders at this place: few, and the words can be compared only once they are opened."""
    for order in orders.of_customer(tx.connection, place.person, OPEN):
        if order.address.words == place.address.words:
            yield order
