"""What the buttons of cases say."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number, Word


class ComplainPress(CallbackData, prefix="cp"):
    """Something is wrong with the customer's order or the technician's job; the other number is 0."""

    order_id: Number = 0
    job_id: Number = 0


class CasePress(CallbackData, prefix="cs"):
    """A button of a person's own case."""

    act: Word
    case_id: Number


class DeskCasePress(CallbackData, prefix="dk"):
    """A button of a case in the operators' chats."""

    act: Word
    case_id: Number
