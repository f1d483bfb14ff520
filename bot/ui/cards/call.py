"""The call of somebody off duty: what is expected near them, and one tap to come."""

from aiogram.types import InlineKeyboardButton

from bot.domain.calls import Call, CallAnswer
from bot.domain.ids import private_chat
from bot.domain.technicians import TechnicianStatus
from bot.ui.keyboards import button, inline
from bot.ui.presses import CallPress, TechnicianPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import calls, technicians


@card("call")
def call_card(ask: CardRequest) -> View | None:
    """The call as it stands, for nobody but whom it asks."""
    call = calls.find(ask.connection, ask.subject_id)
    if call is None or private_chat(call.technician) != ask.chat_id:
        return None
    technician = technicians.find(ask.connection, call.technician)
    if technician is None or technician.status is not TechnicianStatus.APPROVED:
        return None
    standing = _standing(call, is_over=ask.now >= call.until)
    text = ask.render("technicians/call", call=call, standing=standing)
    return View(text, inline(_rows(ask, standing)))


def _standing(call: Call, *, is_over: bool) -> str:
    """The part of the template that tells of it. Who has come has come, whatever they said before."""
    if call.came_at is not None:
        return "came"
    if call.answer is CallAnswer.MUTED:
        return "muted"
    return "over" if is_over else "not_today" if call.answer is CallAnswer.NOT_TODAY else "open"


def _rows(ask: CardRequest, standing: str) -> list[list[InlineKeyboardButton]]:
    label = ask.texts.label
    come = button(label("Go online"), CallPress(act="online", call_id=ask.subject_id), style="success")
    rows = {
        "open": [
            [come],
            [_says(ask, label("Not today"), "not_today"), _says(ask, label("Don’t ask me again"), "mute")],
        ],
        "not_today": [[come]],
        "muted": [[_says(ask, label("Ask me after all"), "unmute")]],
        "came": [[button(label("My workplace"), TechnicianPress(act="workplace"))]],
    }
    return rows.get(standing, [])


def _says(ask: CardRequest, label: str, act: str) -> InlineKeyboardButton:
    return button(label, CallPress(act=act, call_id=ask.subject_id))
