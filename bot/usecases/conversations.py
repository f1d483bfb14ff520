"""A person's wizard as it moves from question to question."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.domain.ids import PersonId, private_chat
from db import conversations, outbox
from db.conversations import Conversation
from db.outbox import Priority
from db.transaction import Transaction

PROMPT = "prompt"
"""The card that shows the current question of a person's wizard; its subject is the person."""


def current(tx: Transaction, person: PersonId) -> Conversation | None:
    """The conversation as it is inside this transaction."""
    return conversations.find(tx.connection, person)


def has_ready_answers(connection: Connection, person: PersonId) -> bool:
    """Whether the question on the person's screen came with a keyboard of ready answers instead of buttons."""
    shown = outbox.sent_card(connection, private_chat(person), PROMPT, person)
    return shown is not None and not shown.editable


def ask(tx: Transaction, conversation: Conversation, *, in_place: bool) -> None:
    """Keep where the person is and show the question: in the message whose button was pressed, or in a new one.

    Each question has a version of its own, which its buttons carry. One that is only drawn again in its place (one more
    skill ticked) keeps it: the next quick tap comes from the buttons of a moment ago, and means what it says.
    """
    before = conversations.find(tx.connection, conversation.person)
    same = in_place and before is not None and (before.flow, before.step) == (conversation.flow, conversation.step)
    conversations.keep(tx, conversation if same else replace(conversation, version=conversation.version + 1))
    chat = private_chat(conversation.person)
    outbox.show_card(tx, chat, PROMPT, conversation.person, priority=Priority.ANSWER, fresh=not in_place)


def end(tx: Transaction, person: PersonId) -> None:
    """The wizard is over: its last question loses its buttons."""
    conversations.end(tx, person)
    outbox.show_card(tx, private_chat(person), PROMPT, person, priority=Priority.ANSWER)


def end_as_card(tx: Transaction, person: PersonId, view: str, subject: int) -> None:
    """The wizard is over and its last question turns into the card of what came of it."""
    conversations.end(tx, person)
    chat = private_chat(person)
    outbox.hand_over_card(tx, chat, (PROMPT, person), (view, subject))
    outbox.show_card(tx, chat, view, subject, priority=Priority.ANSWER)


def end_as_known_card(tx: Transaction, person: PersonId, view: str, subject: int) -> None:
    """The same, when the card may stand in the chat already: then it comes anew, and the old one leaves."""
    chat = private_chat(person)
    if outbox.sent_card(tx.connection, chat, view, subject) is None:
        end_as_card(tx, person, view, subject)
        return
    end(tx, person)
    outbox.show_card(tx, chat, view, subject, priority=Priority.ANSWER, fresh=True)
