"""Presses about what customers have written, and technicians answered."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number, Word


class ReplyPress(CallbackData, prefix="rp"):
    """A technician answers the comment that came after this job, or takes the answer back."""

    act: Word
    job_id: Number


class DeskReplyPress(CallbackData, prefix="rh"):
    """An operator hides the reply after this job, or shows it again."""

    hidden: bool
    job_id: Number
