"""What the buttons of an applicant's own application say; `presses` has them all."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Word


class WithdrawPress(CallbackData, prefix="aa"):
    """An applicant wants to withdraw the application; then their answer to whether they are sure."""

    act: Word
