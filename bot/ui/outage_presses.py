"""What the buttons say that are there for when things break; `presses` has them all."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number, Word


class CallNumberPress(CallbackData, prefix="cn"):
    """Whether the other side of a job may get the number of whoever presses, while the bot fails."""

    act: Word


class OutagePress(CallbackData, prefix="ou"):
    """An operator means it, does not, or says that it is over."""

    act: Word
    outage_id: Number


class DutyPress(CallbackData, prefix="dy"):
    """Whoever presses is on duty from now on, or no longer."""

    act: Word
