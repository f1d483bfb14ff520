"""What comes back to words, stickers and photos that answer no question: where the menu is."""

from bot.ui.keyboards import button, inline
from bot.ui.presses import MenuPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import unheard


@card("hint")
def hint_card(ask: CardRequest) -> View | None:
    """A way out of not being understood."""
    said = unheard.find(ask.connection, ask.subject_id)
    send = button(ask.texts.label("Send it to an operator"), MenuPress(act="unheard")) if said else None
    menu = button(ask.texts.label("Menu"), MenuPress(act="menu"), style="primary")
    human = button(ask.texts.label("Ask an operator"), MenuPress(act="question"))
    return View(ask.render("fallback/hint"), inline([[send], [menu], [None if said else human]]))
