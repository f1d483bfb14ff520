"""The customer's card of one proposal of extra work: agree or refuse with a tap."""

from aiogram.types import InlineKeyboardButton

from bot.domain.extras import Extra, ExtraStatus
from bot.ui.dues import due_with, order_due
from bot.ui.job_sight import job_sight
from bot.ui.keyboards import button, inline
from bot.ui.masking import mask_contacts
from bot.ui.presses import ExtraAnswerPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import extras


@card("extra")
def extra_card(ask: CardRequest) -> View | None:
    """The proposal (the subject) and how it stands."""
    extra = extras.find(ask.connection, ask.subject_id)
    sight = job_sight(ask.connection, extra.job) if extra else None
    if extra is None or sight is None or not sight.is_customer(ask.chat_id):
        return None
    words = mask_contacts(extra.words, ask.market.city.country)
    is_open = extra.status is ExtraStatus.OPEN and sight.job.is_running
    due = due_with(ask.connection, sight.order, extra.amount) if is_open else order_due(ask.connection, sight.order)
    who = {"order": sight.order, "name": sight.technician_name, "due": due}
    text = ask.render("extras/card", extra=extra, words=words, job=sight.job, **who)
    return View(text, inline([_answers(ask, extra)]) if is_open else None)


def _answers(ask: CardRequest, extra: Extra) -> list[InlineKeyboardButton]:
    label = ask.texts.label
    return [
        button(label("Agree"), ExtraAnswerPress(extra_id=extra.id, approved=True), style="success"),
        button(label("Refuse"), ExtraAnswerPress(extra_id=extra.id, approved=False), style="danger"),
    ]
