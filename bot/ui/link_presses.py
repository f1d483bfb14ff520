"""What the buttons under a link say that opens something once."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number, Word


class LinkPress(CallbackData, prefix="ln"):
    """A button under a link that was made to be sent to somebody."""

    act: Word
    link_id: Number
