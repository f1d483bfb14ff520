"""The one question about being called, which keeps showing what was answered."""

from bot.ui.keyboards import button, inline
from bot.ui.outage_presses import CallNumberPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import people, technicians


@card("call_number")
def call_number_card(ask: CardRequest) -> View | None:
    """For the person (the subject) alone."""
    person = people.find(ask.connection, ask.subject_id)
    if person is None or ask.chat_id != ask.subject_id:
        return None
    works = technicians.find(ask.connection, person.id) is not None
    text = ask.render("outages/may_call", works=works, may=person.may_be_called)
    yes = button(ask.texts.label("Yes, if the bot fails"), CallNumberPress(act="yes"), style="success")
    no = button(ask.texts.label("No, not my number"), CallNumberPress(act="no"))
    return View(text, inline([[no]] if person.may_be_called else [[yes], [no]]))
