"""What the buttons of partner companies say: those of operators and those of dispatchers."""

from aiogram.filters.callback_data import CallbackData

from bot.domain.employment import Employment
from bot.ui.press_fields import Number, Word


class DeskPartnerPress(CallbackData, prefix="pa"):
    """A button about a partner in the operators' chats; `number` is the partner, or the dispatcher to dismiss."""

    act: Word
    number: Number


class EmploymentPress(CallbackData, prefix="em"):
    """Who an operator says that a technician belongs to."""

    employment: Employment
    partner_id: Number
    person_id: Number


class TeamPress(CallbackData, prefix="tm"):
    """A dispatcher's button; `number` is a page, or an order."""

    act: Word
    number: Number = 0


class SendPress(CallbackData, prefix="sd"):
    """The own technician whom a dispatcher sends to an order."""

    order_id: Number
    person_id: Number
