"""What people see is what the database says."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, select

from bot.domain.offers import RUNNING
from bot.domain.orders import OPEN
from db.tables import cards, conversations, jobs, offers, orders, people
from playground.world.state import Message
from tests.chaos.invariants.drawn import card_views, look_of_message, look_of_view
from tests.chaos.invariants.sight import Sight
from tests.chaos.levers import JUMPS

BEFORE = (0.0, 0.05, 0.5, 2.0, 10.0, *JUMPS)
"""Seconds between drawing a card and marking it as sent (the clock may jump): it says how late it was when drawn."""
AS_OF_THEN = frozenset({"desk_page", "missed_orders", "my_orders", "technician_jobs", "workplace"})
"""Lists, and the technician's own page: they show how things stood when somebody opened them."""


def every_card_shows_the_truth(sight: Sight) -> Iterator[str]:
    """The text and the buttons of each card are those that its row, drawn now as of its last change, would have."""
    for card in sight.rows(select(cards).join(people, people.c.id == cards.c.chat_id).where(people.c.reachable)):
        message = sight.playground.world.message(card.chat_id, card.message_id)
        name = f"card {card.view} {card.subject_id} of {card.chat_id} (message {card.message_id})"
        if message is None:
            yield f"{name} is not on the screen"
        elif card.view not in AS_OF_THEN and (different := _difference(sight, card, message)) is not None:
            yield f"{name} shows something else: {different}"


def _difference(sight: Sight, card: Row[Any], message: Message) -> str | None:
    """None when the message is as it should be; else what it shows and what it should."""
    seen, wanted = look_of_message(message), []
    for seconds in BEFORE:
        at = card.sent_at - timedelta(seconds=seconds)
        for view in card_views(sight, card.chat_id, card.view, card.subject_id, at):
            look = view and look_of_view(view)
            if look == seen:
                return None
            wanted.append(look)
    return f"{seen} instead of {wanted[0]}"


def everybody_has_the_cards_they_need(sight: Sight) -> Iterator[str]:
    """An open order at its customer's, an open offer and a running job at the technician's, an open question."""
    on_screen = {(card.chat_id, card.view, card.subject_id) for card in sight.rows(select(cards))}
    reachable = set(sight.connection.scalars(select(people.c.id).where(people.c.reachable)))
    for chat, view, subject in _needed(sight):
        if chat in reachable and (chat, view, subject) not in on_screen:
            yield f"{chat} has no card {view} {subject}"


def _needed(sight: Sight) -> Iterator[tuple[int, str, int]]:
    is_open = orders.c.status.in_([status.value for status in OPEN])
    for row in sight.rows(select(orders.c.customer_id, orders.c.id).where(is_open)):
        yield row.customer_id, "order", row.id
    for row in sight.rows(select(offers.c.technician_id, offers.c.id).where(offers.c.status == "open")):
        yield row.technician_id, "offer", row.id
    runs = jobs.c.status.in_([status.value for status in RUNNING])
    for row in sight.rows(select(jobs.c.technician_id, jobs.c.offer_id).where(runs)):
        yield row.technician_id, "offer", row.offer_id
    for row in sight.rows(select(conversations.c.person_id)):
        yield row.person_id, "prompt", row.person_id


def nothing_else_can_be_pressed(sight: Sight) -> Iterator[str]:
    """Questions and offers that are no card's are copies that a kill left behind: in a chat no more of them than kills.

    Whatever goes wrong finds one message at most of each chat on its way.
    """
    of_cards = {(card.chat_id, card.message_id) for card in sight.rows(select(cards))}
    for chat in sight.playground.world.state.chats.values():
        copies = [
            f"{message.message_id} {message.text[:60]!r}"
            for message in chat.messages.values()
            if (chat.id, message.message_id) not in of_cards and _asks(message)
        ]
        if len(copies) > sight.repeats:
            yield f"{chat.id} has {len(copies)} copies to press, with {sight.repeats} reasons for one: {copies[:5]}"


def _asks(message: Message) -> bool:
    """Whether it has a button that only a question or an offer card has."""
    buttons = [button.get("callback_data", "") for row in message.inline_keyboard or () for button in row]
    return any(data.startswith(("w|", "of:accept")) for data in buttons)
