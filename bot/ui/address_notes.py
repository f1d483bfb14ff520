"""A place's note where it is read: on its customer's cards, and on the job card of whoever comes."""

from aiogram.types import InlineKeyboardButton

from bot.domain.orders import Order
from bot.domain.saved_places import HELPS_WHILE, SavedPlace
from bot.ui.after_work_presses import AddressNotePress
from bot.ui.keyboards import button
from bot.ui.registry import CardRequest
from db import places


def place_of(ask: CardRequest, order: Order) -> SavedPlace | None:
    """The kept place that the order goes to, as long as somebody is still to come there."""
    if order.status not in HELPS_WHILE:
        return None
    return places.saved(ask.connection, order.customer, order.address.words)


def note_for_job(ask: CardRequest, order: Order) -> str:
    """What whoever has accepted must know at the door; the card shows it with the exact address, and no longer."""
    known = places.saved(ask.connection, order.customer, order.address.words)
    return (known.note or "") if known else ""


def note_rows(ask: CardRequest, place: SavedPlace | None) -> list[list[InlineKeyboardButton]]:
    """Answer the question once, or change what is kept."""
    if place is None:
        return []
    label, number = ask.texts.label, place.id
    if place.note:
        return [[button(label("Change the note"), AddressNotePress(act="write", place_id=number))]]
    if place.note is not None:
        return []
    return [
        [
            button(label("Write a note"), AddressNotePress(act="write", place_id=number)),
            button(label("Nothing to note"), AddressNotePress(act="skip", place_id=number)),
        ]
    ]
