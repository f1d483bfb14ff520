"""What an operator has given to make something right, with a way back as long as nobody has used it."""

from bot.ui.amends_presses import TakeBackPress
from bot.ui.amends_sight import given_fields, may_be_taken_back
from bot.ui.case_sight import case_sight
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import amends


@card("desk_amends")
@for_desk
def desk_amends_card(ask: CardRequest) -> View | None:
    """What was given (the subject), to whom, by whom."""
    given = amends.find(ask.connection, ask.subject_id, ask.market.currency)
    if given is None:
        return None
    sight = case_sight(ask.connection, given.case) if given.case else None
    back = button(ask.texts.label("Take it back"), TakeBackPress(amends_id=given.id))
    text = ask.render("amends/desk", **given_fields(ask, given))
    keyboard = inline([[back]]) if may_be_taken_back(ask, given) else None
    return View(text, keyboard, topic=sight.topic(ask.texts) if sight else None)
