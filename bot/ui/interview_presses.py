"""What the buttons of interviews say: of the applicant, and of the operators."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number, Word


class InterviewPress(CallbackData, prefix="iv"):
    """An applicant about their own interview: choose a time, give it back."""

    act: Word


class DeskInterviewPress(CallbackData, prefix="di"):
    """An operator about an interview."""

    act: Word
    interview_id: Number
