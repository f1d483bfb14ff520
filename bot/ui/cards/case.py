"""A case as the person whose it is sees it: who is at it, until when they hear something, whether it is solved."""

from aiogram.types import InlineKeyboardButton

from bot.domain.cases import COMPLAINTS, Case, CaseStatus
from bot.domain.ids import private_chat
from bot.ui.case_presses import CasePress
from bot.ui.keyboards import button, inline
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import cases


@card("case")
def case_card(ask: CardRequest) -> View | None:
    """The case of the subject, for nobody but the person."""
    case = cases.find(ask.connection, ask.subject_id)
    if case is None or private_chat(case.person) != ask.chat_id:
        return None
    text = ask.render("cases/case", case=case, is_complaint=case.kind in COMPLAINTS, status=case.status.value)
    return View(text, inline(_rows(ask, case)))


def _rows(ask: CardRequest, case: Case) -> list[list[InlineKeyboardButton]]:
    label = ask.texts.label
    if case.status is CaseStatus.OPEN:
        return [[button(label("Write to the operator"), CasePress(act="write", case_id=case.id))]]
    if case.status is CaseStatus.SOLVED:
        return []
    yes = button(label("Yes, it is solved"), CasePress(act="yes", case_id=case.id), style="success")
    return [[yes], [button(label("No, not yet"), CasePress(act="no", case_id=case.id))]]
