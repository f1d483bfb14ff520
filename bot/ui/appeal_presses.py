"""What the buttons of an appeal say: of whoever appeals, and of the operator who answers."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number, Word


class AppealPress(CallbackData, prefix="ae"):
    """A technician asks a person to look at what their record has led to."""

    caution_id: Number


class DeskAppealPress(CallbackData, prefix="ad"):
    """What an operator finds about an appeal."""

    act: Word
    caution_id: Number
