"""Coming in: consent is asked once, before anything else; then the menu."""

from datetime import timedelta

from bot.domain.ids import PersonId, private_chat
from bot.domain.relay import Utterance
from bot.usecases.showing import HINT
from db import people, unheard
from db.outbox import Priority, is_shown_since, notify, show_card
from db.transaction import Transaction

ALBUM_TAKES = timedelta(seconds=10)
"""The parts of an album come one by one, each a message of its own."""


def let_in(tx: Transaction, person: PersonId, wanted: str) -> bool:
    """Whether the person has agreed to the rules; if not they are asked to, and go on to what they wanted then."""
    known = people.find(tx.connection, person)
    if known is not None and known.consent_at is not None:
        return True
    notify(tx, private_chat(person), "start/consent", {"wanted": wanted}, priority=Priority.ANSWER)
    return False


def open_menu(tx: Transaction, person: PersonId) -> None:
    """Show the menu, or the question for consent to whoever has not agreed yet."""
    if let_in(tx, person, "menu"):
        notify(tx, private_chat(person), "menu/menu", priority=Priority.ANSWER)


def hint(tx: Transaction, person: PersonId, said: Utterance | None, *, part_of_album: bool) -> None:
    """Say where the menu is, to whoever wrote something that answers nothing; once an album.

    What was `said` is kept for a while: one tap sends it to the operators.
    """
    chat = private_chat(person)
    if part_of_album and is_shown_since(tx.connection, chat, HINT, person, tx.now - ALBUM_TAKES):
        return
    known = people.find(tx.connection, person)
    if said is None or known is None or known.consent_at is None:
        unheard.drop(tx, person)
    else:
        unheard.keep(tx, person, said)
    show_card(tx, chat, HINT, person, priority=Priority.ANSWER, fresh=True)
