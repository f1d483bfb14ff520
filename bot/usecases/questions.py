"""The way to a human: a person asks the operators, one of them answers."""

from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.usecases.staff import require_role
from db import audit, questions
from db.outbox import Priority, chats_with_card, notify, show_card
from db.settings import desk_chats
from db.transaction import Transaction

AN_HOUR = 5
"""Questions a person may ask within an hour: a patient helper, not a way to flood the operators' group."""


def ask_operators(tx: Transaction, person: PersonId, words: str) -> int:
    """Put the question on the operators' desk."""
    if questions.asked_since(tx.connection, person, tx.now - timedelta(hours=1)) >= AN_HOUR:
        raise Refusal("too_many_questions")
    question = questions.add(tx, person, words)
    for chat in desk_chats(tx):
        show_card(tx, chat, "desk_question", question, priority=Priority.NEWS)
    notify(tx, private_chat(person), "help/asked", priority=Priority.ANSWER)
    return question


def check_unanswered(tx: Transaction, question: int, operator: PersonId) -> None:
    """A Refusal when there is nothing to answer (any more), or it is not this person's to answer."""
    require_role(tx, operator)
    asked = questions.find(tx.connection, question)
    if asked is None or asked.answer is not None:
        raise Refusal("question_answered")


def answer_question(tx: Transaction, question: int, operator: PersonId, words: str) -> None:
    """Tell the person, and show the other operators that it is done."""
    check_unanswered(tx, question, operator)
    asked = questions.find(tx.connection, question)
    if asked is None or not questions.answer(tx, question, operator, words):
        raise Refusal("question_answered")
    audit.record(tx, operator, "answer", f"person:{asked.person}", {"question": question})
    fields = {"question": asked.words, "words": words}
    notify(tx, private_chat(asked.person), "help/answered", fields, priority=Priority.NEWS)
    for chat in chats_with_card(tx.connection, "desk_question", question):
        show_card(tx, chat, "desk_question", question, priority=Priority.BROADCAST)
