"""What the buttons say with which operators make things right."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number, Word


class AmendsPress(CallbackData, prefix="am"):
    """How it is made right, about this order or this case; the other number is 0."""

    act: Word
    order_id: Number = 0
    case_id: Number = 0


class TakeBackPress(CallbackData, prefix="ab"):
    """The operator who gave it thinks better of it."""

    amends_id: Number
