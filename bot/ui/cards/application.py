"""The applicant's own card: where the application stands, what was said, what to do next."""

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import private_chat
from bot.domain.technicians import UNDECIDED, TechnicianStatus
from bot.ui.application_presses import WithdrawPress
from bot.ui.applications import reason_words, said_fields
from bot.ui.interview_words import own_interview
from bot.ui.keyboards import button, inline
from bot.ui.presses import ApplyPress, TechnicianPress
from bot.ui.registry import CardRequest, card
from bot.ui.texts import Texts
from bot.ui.view import View
from db import documents, technicians

S = TechnicianStatus


@card("application")
def application_card(ask: CardRequest) -> View | None:
    """The application of the person whose chat this is."""
    applicant = technicians.find(ask.connection, ask.subject_id)
    standing = technicians.standing(ask.connection, ask.subject_id)
    if applicant is None or standing is None or ask.chat_id != private_chat(applicant.id):
        return None
    said = said_fields(ask.texts, ask.market, applicant, documents.count_of_technician(ask.connection, applicant.id))
    reason = reason_words(ask.texts, standing.reason)
    interview, choices = own_interview(ask)
    text = ask.render("applications/card", status=standing.status.value, reason=reason, **interview, **said)
    rows = [_next_step(ask.texts, standing.status), *choices, _documents(ask, standing.status)]
    rows.append(_way_out(ask.texts, standing.status))
    return View(text, inline(rows))


def _documents(ask: CardRequest, status: TechnicianStatus) -> list[InlineKeyboardButton | None]:
    """What is judged by itself may be shown before the application is decided."""
    if status not in UNDECIDED or not ask.market.documents.types:
        return []
    return [button(ask.texts.label("My documents"), TechnicianPress(act="documents"))]


def _way_out(texts: Texts, status: TechnicianStatus) -> list[InlineKeyboardButton | None]:
    """While nobody has decided."""
    return [button(texts.label("Withdraw my application…"), WithdrawPress(act="ask"))] if status in UNDECIDED else []


def _next_step(texts: Texts, status: TechnicianStatus) -> list[InlineKeyboardButton | None]:
    match status:
        case S.MORE_WANTED:
            return [button(texts.label("Add to it"), ApplyPress(), style="primary")]
        case S.REJECTED | S.WITHDRAWN:
            return [button(texts.label("Apply again"), ApplyPress())]
    return []
