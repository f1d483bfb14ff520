"""What comes back to words, stickers and photos that answer no question: where the menu is."""

from bot.ui.keyboards import button, inline
from bot.ui.presses import MenuPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View


@card("hint")
def hint_card(ask: CardRequest) -> View | None:
    """A way out of not being understood."""
    menu = button(ask.texts.label("Menu"), MenuPress(act="menu"), style="primary")
    human = button(ask.texts.label("Ask an operator"), MenuPress(act="question"))
    return View(ask.render("fallback/hint"), inline([[menu], [human]]))
