"""Something that one of a case's sides has told the desk. In the group, a reply to this message goes to that side."""

from bot.domain.cases import ANSWERS
from bot.ui.case_presses import DeskCasePress
from bot.ui.case_sight import message_sight, said_fields
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.registry import CardRequest, card
from bot.ui.view import View


@card("desk_case_message")
@for_desk
def desk_case_message_card(ask: CardRequest) -> View | None:
    """The message of the subject."""
    found = message_sight(ask.connection, ask.subject_id)
    if found is None or found[0].way not in ANSWERS:
        return None
    message, sight = found
    text = ask.render("cases/message", case=sight.case.id, **said_fields(ask, message, sight))
    press = DeskCasePress(act=ANSWERS[message.way].value, case_id=sight.case.id)
    return View(text, inline([[button(ask.texts.label("Answer…"), press)]]), topic=sight.topic(ask.texts))
