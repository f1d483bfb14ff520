"""A technician's own documents: which count until when, which wait, which are missing; a button for each kind."""

from bot.domain.ids import private_chat
from bot.domain.technicians import ENDED
from bot.ui.document_words import document_lines
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.presses import DocumentPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import technicians


@card("documents")
def documents_card(ask: CardRequest) -> View | None:
    """The documents of the person whose chat this is."""
    technician = technicians.find(ask.connection, ask.subject_id)
    if technician is None or ask.chat_id != private_chat(technician.id):
        return None
    if technician.status in ENDED:
        return None
    lines = document_lines(ask, technician)
    buttons = [button(line.name, DocumentPress(kind=line.key)) for line in lines]
    return View(ask.render("documents/own", lines=lines), inline(in_rows(buttons, 1)))
