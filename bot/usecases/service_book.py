"""Writing and opening the service book of a place. It is its customer's alone."""

import secrets

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.offers import Job
from bot.domain.orders import Address, Order
from bot.domain.service_book import PlaceId, link_payload, warranty_until
from db import service_book
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction

BOOK, BOOKS = "book", "books"
"""The card of one place's book, its subject the place; the card of all books, its subject the person."""
TOKEN_BYTES = 24
"""192 bits: nobody finds a book by trying."""


def write_down(tx: Transaction, job: Job, order: Order) -> None:
    """A job is done: a line in the book of its place, if the customer has kept the place."""
    place = service_book.place_called(tx.connection, order.customer, order.address.words)
    if place is None:
        return
    before = service_book.returned_as(tx.connection, order.id)
    days = tx.market.catalogue.warranty_days_for(order.service)
    until = warranty_until(tx.now, days, before.warranty_until if before else None)
    service_book.add(tx, place, job.id, until)


def open_books(tx: Transaction, person: PersonId) -> None:
    """The person's only book, or the choice among them; who has none reads what it is."""
    books = service_book.books_of(tx.connection, person)
    view, subject = (BOOK, int(books[0][0])) if len(books) == 1 else (BOOKS, int(person))
    show_card(tx, private_chat(person), view, subject, priority=Priority.ANSWER, fresh=True)


def open_book(tx: Transaction, place: PlaceId, person: PersonId) -> None:
    """The book of one place, in a new message."""
    own_place(tx, place, person)
    show_card(tx, private_chat(person), BOOK, place, priority=Priority.ANSWER, fresh=True)


def open_linked(tx: Transaction, token: str, person: PersonId) -> None:
    """The book that this link opens; of a link that opens nothing for this person no more is said than that."""
    place = service_book.place_of_token(tx.connection, token)
    known = service_book.place(tx.connection, place) if place is not None else None
    if place is None or known is None or known[0] != person:
        notify(tx, private_chat(person), "book/unknown_link", priority=Priority.ANSWER)
        return
    open_book(tx, place, person)


def show_link(tx: Transaction, place: PlaceId, person: PersonId, username: str) -> None:
    """Send the link of the book, and its picture to print. It is the same link every time."""
    own_place(tx, place, person)
    token = service_book.keep_token(tx, place, secrets.token_urlsafe(TOKEN_BYTES))
    link = f"https://t.me/{username}?start={link_payload(token)}"
    notify(tx, private_chat(person), "book/link", {"place": place, "link": link}, priority=Priority.ANSWER)


def own_place(tx: Transaction, place: PlaceId, person: PersonId) -> Address:
    """Where it is, if it is this person's; somebody else's is as unknown as one that never was."""
    known = service_book.place(tx.connection, place)
    if known is None or known[0] != person:
        raise Refusal("book_not_yours")
    return known[1]
