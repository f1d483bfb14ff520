"""Presses about what stays when the technician has gone; `presses` has them all."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number


class HandOverPress(CallbackData, prefix="ho"):
    """A technician is done, and has a checklist to answer."""

    job_id: Number


class SignPress(CallbackData, prefix="si"):
    """The customer wants to sign for what was handed over."""

    job_id: Number
