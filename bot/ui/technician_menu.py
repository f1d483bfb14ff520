"""The technician's part of the main menu."""

from aiogram.types import InlineKeyboardButton

from bot.domain.technicians import Technician, TechnicianStatus
from bot.ui.keyboards import button
from bot.ui.presses import MenuPress, TechnicianPress
from bot.ui.texts import N_, Texts

S = TechnicianStatus
_LABELS = {
    "application": N_("My application"),
    "online": N_("Go online"),
    "offline": N_("Go offline"),
    "workplace": N_("My workplace"),
    "jobs": N_("My jobs"),
    "earnings": N_("Earnings"),
    "rating": N_("Rating"),
    "nearby": N_("Open orders nearby"),
    "missed": N_("Why was I not asked?"),
}
"""Act → what its button says."""
_RECORD = ["jobs", "earnings", "rating"]


def technician_menu_rows(texts: Texts, technician: Technician | None) -> list[list[InlineKeyboardButton]]:
    """The rows for whoever may apply, has applied, works, or is suspended (None: has never applied)."""
    if technician is None:
        return [[button(texts.label("Work as a technician"), MenuPress(act="apply"))]]
    return [[_act(texts, act) for act in row] for row in _rows(technician)]


def _act(texts: Texts, act: str) -> InlineKeyboardButton:
    return button(texts.label(_LABELS[act]), TechnicianPress(act=act))


def _rows(technician: Technician) -> list[list[str]]:
    if technician.status is S.SUSPENDED:
        return [_RECORD]
    if technician.status is not S.APPROVED:
        return [["application"]]
    return [["offline" if technician.online else "online", "workplace"], ["nearby"], _RECORD, ["missed"]]
