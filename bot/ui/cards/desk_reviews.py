"""What was written about a technician, and answered, as operators see it."""

from aiogram.types import InlineKeyboardButton

from bot.domain.reviews import Review
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.registry import CardRequest, card
from bot.ui.review_presses import DeskReplyPress
from bot.ui.view import View
from db import reviews, technicians

MOST_SHOWN = 8


@card("desk_reviews")
@for_desk
def desk_reviews_card(ask: CardRequest) -> View | None:
    """Of the technician (the subject), newest first."""
    technician = technicians.find(ask.connection, ask.subject_id)
    if technician is None:
        return None
    listed = reviews.of_technician(ask.connection, technician.id, MOST_SHOWN)
    text = ask.render("desk/reviews", technician=technician, reviews=listed)
    numbered = enumerate(listed, 1)
    return View(text, inline([[_hide(ask, number, review)] for number, review in numbered if review.reply]))


def _hide(ask: CardRequest, number: int, review: Review) -> InlineKeyboardButton:
    label = ask.texts.label
    words = (
        label("Show reply %(number)s", number=number)
        if review.hidden
        else label("Hide reply %(number)s", number=number)
    )
    return button(words, DeskReplyPress(hidden=not review.hidden, job_id=review.job))
