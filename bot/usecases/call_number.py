"""May the other side of a job get somebody's number while the bot fails? Asked once, 'no' until they say yes."""

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.usecases.outage_news import keep_true
from bot.usecases.preferences import PREFERENCES
from db import people
from db.outbox import Priority, show_card
from db.showing_again import show_again
from db.transaction import Transaction

CALL_NUMBER = "call_number"
"""The card of the question; its subject is the person."""


def ask_once(tx: Transaction, person: PersonId) -> None:
    """Put the question to whoever has a number with us and was never asked."""
    if people.ask_to_call(tx, person):
        show_card(tx, private_chat(person), CALL_NUMBER, person)


def set_may_be_called(tx: Transaction, person: PersonId, may: bool) -> None:
    """Their answer, now or at any time later; it holds at once, also for what others see already."""
    known = people.find(tx.connection, person)
    if known is None or known.consent_at is None:
        raise Refusal("consent_needed")
    people.ask_to_call(tx, person)
    people.set_may_be_called(tx, person, may)
    for view in (CALL_NUMBER, PREFERENCES):
        show_again(tx, view, person, priority=Priority.ANSWER)
    keep_true(tx)
