"""A technician's skills: their own card, and the operators' with a button to grant or take away each."""

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import private_chat
from bot.domain.technicians import ENDED, TechnicianStatus
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.presses import DeskSkillPress, SkillPress
from bot.ui.registry import CardRequest, card
from bot.ui.skill_words import SkillLine, skill_lines
from bot.ui.view import View
from db import technicians

CLOSED = ENDED | {TechnicianStatus.SUSPENDED}


@card("skills")
def skills_card(ask: CardRequest) -> View | None:
    """The skills of the person whose chat this is."""
    technician = technicians.find(ask.connection, ask.subject_id)
    if technician is None or technician.status in CLOSED or ask.chat_id != private_chat(technician.id):
        return None
    lines = skill_lines(ask, technician)
    buttons = [made for line in lines if (made := _way_to(ask, line)) is not None]
    return View(ask.render("skills/own", lines=lines), inline(in_rows(buttons, 1)))


def _way_to(ask: CardRequest, line: SkillLine) -> InlineKeyboardButton | None:
    """How to come to a skill: its quiz, else asking for it once."""
    if (line.has and not line.dated) or line.from_ is not None:
        return None
    if line.quiz:
        return button(ask.texts.label("Quiz: %(skill)s", skill=line.name), SkillPress(act="quiz", skill=line.key))
    if line.waits:
        return None
    return button(ask.texts.label("Ask for: %(skill)s", skill=line.name), SkillPress(act="want", skill=line.key))


@card("desk_skills")
@for_desk
def desk_skills_card(ask: CardRequest) -> View | None:
    """What the technician has and wants."""
    technician = technicians.find(ask.connection, ask.subject_id)
    if technician is None or technician.status in ENDED:
        return None
    lines = skill_lines(ask, technician)
    text = ask.render("skills/desk", name=technician.name, person=technician.id, lines=lines)
    buttons = [_switch(line, technician.id) for line in lines]
    return View(text, inline(in_rows(buttons, 2)))


def _switch(line: SkillLine, person: int) -> InlineKeyboardButton:
    mark = "✓ " if line.has else "⏳ " if line.waits else ""
    return button(f"{mark}{line.name}", DeskSkillPress(granted=not line.has, skill=line.key, person_id=person))
