"""What a customer has set: about technicians and about their places and quiet hours, with a way to take each back."""

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import PersonId
from bot.domain.names import first_name
from bot.domain.preferences import Preference
from bot.domain.saved_places import SavedPlace
from bot.ui.after_work_presses import AddressNotePress, PreferencePress, QuietPress
from bot.ui.cards.quiet_hours import hours_of, span
from bot.ui.customer_words import customer_words
from bot.ui.keyboards import button, inline
from bot.ui.outage_presses import CallNumberPress
from bot.ui.registry import CardRequest, card
from bot.ui.texts import N_
from bot.ui.view import View
from db import customer_record, people, places, preferences, technicians

MOST_SHOWN, MOST_PLACES = 40, 10
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
    noted = places.with_note(ask.connection, ask.subject_id, MOST_PLACES)
    person = people.find(ask.connection, ask.subject_id)
    may_call = person is not None and person.may_be_called
    about: dict[str, object] = {"may_call": may_call, "span": span(ask, hours_of(ask))}
    about["said"] = (
        customer_words(ask, ask.subject_id) if customer_record.last_visits(ask.connection, ask.subject_id) else ""
    )
    text = ask.render("preferences/card", anything=bool(kept), places=noted, **about)
    wanted = [[_take_back(ask, technician, kind)] for technician, kind in kept]
    notes = [_note(ask, number, place) for number, place in enumerate(noted, 1)]
    quiet = button(ask.texts.label("🌙 Quiet hours"), QuietPress(act="open"))
    return View(text, inline([*wanted, *notes, [quiet], [_call_number(ask, may_call)]]))


def _note(ask: CardRequest, number: int, place: SavedPlace) -> list[InlineKeyboardButton]:
    label = ask.texts.label
    return [
        button(label("✏️ Note %(number)s", number=number), AddressNotePress(act="write", place_id=place.id)),
        button(label("🗑 Delete note %(number)s", number=number), AddressNotePress(act="drop", place_id=place.id)),
    ]


def _call_number(ask: CardRequest, may_call: bool) -> InlineKeyboardButton:
    if may_call:
        return button(ask.texts.label("📞 Don’t give my number"), CallNumberPress(act="no"))
    return button(ask.texts.label("📞 Give my number if the bot fails"), CallNumberPress(act="yes"))


def _take_back(ask: CardRequest, technician: PersonId, kind: Preference) -> InlineKeyboardButton:
    found = technicians.find(ask.connection, technician)
    name = first_name(found.name) if found else ""
    return button(ask.texts.label(LABELS[kind], name=name), PreferencePress(act="drop", number=technician))
