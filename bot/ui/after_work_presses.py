"""Presses about what stays when the technician has gone; `presses` has them all."""

from aiogram.filters.callback_data import CallbackData

from bot.ui.press_fields import Number, Word


class HandOverPress(CallbackData, prefix="ho"):
    """A technician is done, and has a checklist to answer."""

    job_id: Number


class SignPress(CallbackData, prefix="si"):
    """The customer wants to sign for what was handed over."""

    job_id: Number


class BookPress(CallbackData, prefix="bk"):
    """A button of a service book; `number` is its place, or the line that came back."""

    act: Word
    number: Number


class AddressNotePress(CallbackData, prefix="an"):
    """The note of a customer's own place: write it, say that there is none, delete it."""

    act: Word
    place_id: Number


class QuietPress(CallbackData, prefix="qh"):
    """When a person wants to hear nothing that can wait; `hour` is what the act needs."""

    act: Word
    hour: Number = 0


class PreferencePress(CallbackData, prefix="pr"):
    """Whom a customer wants; `number` is the job by which they know each other, or the technician."""

    act: Word
    number: Number
