"""A technician answers a comment in public, once; may write it anew or take it away; operators may hide it."""

from bot.domain.errors import Refusal
from bot.domain.ids import JobId, PersonId, private_chat
from bot.domain.reviews import Review
from bot.usecases.quiet_hours import tell_gently
from bot.usecases.staff import require_role
from db import audit, reviews
from db.holding import hold_order_of_job
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction

DESK_REVIEWS = "desk_reviews"
"""The operators' card of what was written about a technician, and answered; its subject is the technician."""


def check_may_reply(tx: Transaction, job: JobId, technician: PersonId) -> Review:
    """What is answered: a comment about this technician that may be read. A hidden reply is the operators' matter."""
    hold_order_of_job(tx, job)
    review = reviews.of_job(tx.connection, job)
    if review is None or review.technician != technician or not review.words:
        raise Refusal("review_not_yours")
    if review.hidden:
        raise Refusal("reply_hidden")
    return review


def reply(tx: Transaction, job: JobId, technician: PersonId, words: str) -> None:
    """Keep it; whoever wrote the comment hears of the first one, when it suits them."""
    review = check_may_reply(tx, job, technician)
    reviews.keep_reply(tx, review, words)
    notify(tx, private_chat(technician), "ratings/reply_kept", {"job": job}, priority=Priority.ANSWER)
    if not review.reply:
        tell_gently(tx, private_chat(review.author), "ratings/replied", {"job": job})
    show_again(tx, DESK_REVIEWS, technician)


def delete_reply(tx: Transaction, job: JobId, technician: PersonId) -> None:
    """Nobody reads it any more."""
    review = check_may_reply(tx, job, technician)
    if not reviews.delete_reply(tx, review):
        raise Refusal("reply_none")
    show_again(tx, DESK_REVIEWS, technician)


def open_reviews(tx: Transaction, technician: PersonId, operator: PersonId, chat: int) -> None:
    """What was written about the technician, in the operators' chat."""
    require_role(tx, operator)
    if not reviews.of_technician(tx.connection, technician, 1):
        raise Refusal("reviews_none")
    show_card(tx, chat, DESK_REVIEWS, technician, priority=Priority.ANSWER, fresh=True)


def hide_reply(tx: Transaction, job: JobId, operator: PersonId, *, hidden: bool) -> None:
    """Customers read it no more, or again; its technician is told, and the audit log keeps who did it."""
    require_role(tx, operator)
    hold_order_of_job(tx, job)
    review = reviews.of_job(tx.connection, job)
    if review is None or not reviews.hide(tx, review, hidden=hidden):
        raise Refusal("reply_none")
    act = "reply_hidden" if hidden else "reply_shown"
    audit.record(tx, operator, act, f"person:{review.technician}", {"job": job})
    notify(tx, private_chat(review.technician), "ratings/reply_hidden", {"job": job, "hidden": hidden})
    show_again(tx, DESK_REVIEWS, review.technician, priority=Priority.ANSWER)
