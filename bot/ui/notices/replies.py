"""A public reply: read back to its technician, told to whoever wrote the comment, hidden by operators."""

from bot.domain.ids import private_chat
from bot.domain.names import first_name
from bot.ui.keyboards import inline
from bot.ui.registry import NoticeRequest, notice
from bot.ui.reviews import masked, reply_row
from bot.ui.view import View
from db import reviews, technicians


@notice("ratings/reply_kept")
def reply_kept(ask: NoticeRequest) -> View | None:
    """As customers read it, with what can still be done about it."""
    review = reviews.of_job(ask.connection, ask.fields["job"])
    if review is None or private_chat(review.technician) != ask.chat_id or not review.reply:
        return None
    return View(ask.render("ratings/reply_kept", review=masked(ask, review)), inline([reply_row(ask, review)]))


@notice("ratings/replied")
def replied(ask: NoticeRequest) -> View | None:
    """To the author of the comment, as long as there is anything to read."""
    review = reviews.of_job(ask.connection, ask.fields["job"])
    if review is None or private_chat(review.author) != ask.chat_id or not review.public_reply:
        return None
    technician = technicians.find(ask.connection, review.technician)
    name = first_name(technician.name) if technician else ""
    return View(ask.render("ratings/replied", name=name, review=masked(ask, review)))
