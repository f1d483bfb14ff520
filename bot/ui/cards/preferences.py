"""What a customer has set about technicians, with a way to take each back."""

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import PersonId
from bot.domain.names import first_name
from bot.domain.preferences import Preference
from bot.ui.after_work_presses import PreferencePress
from bot.ui.keyboards import button, inline
from bot.ui.registry import CardRequest, card
from bot.ui.texts import N_
from bot.ui.view import View
from db import preferences, technicians

MOST_SHOWN = 40
LABELS = {
    Preference.FAVOURITE: N_("⭐ %(name)s is asked first · take back"),
    Preference.BLOCKED: N_("🚫 %(name)s is never asked · take back"),
}
"""Preference → the button that takes it back."""


@card("preferences")
def preferences_card(ask: CardRequest) -> View | None:
    """For the person (the subject) alone: nobody learns who has blocked them."""
    if ask.chat_id != ask.subject_id:
        return None
    kept = preferences.of_customer(ask.connection, ask.subject_id)[:MOST_SHOWN]
    text = ask.render("preferences/card", anything=bool(kept))
    return View(text, inline([[_take_back(ask, technician, kind)] for technician, kind in kept]))


def _take_back(ask: CardRequest, technician: PersonId, kind: Preference) -> InlineKeyboardButton:
    found = technicians.find(ask.connection, technician)
    name = first_name(found.name) if found else ""
    return button(ask.texts.label(LABELS[kind], name=name), PreferencePress(act="drop", number=technician))
