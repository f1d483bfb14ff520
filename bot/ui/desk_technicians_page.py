"""Technicians as a list: who is online, how they are rated, how much they have to do."""

from typing import Any

from bot.domain.employment import Employment
from bot.domain.ratings import average_stars
from bot.ui.applications import skill_words
from bot.ui.desk_paging import PAGE_SIZE, DrawnPage, PageRequest
from bot.ui.desk_words import TECHNICIAN_STATUSES
from bot.ui.employment_words import employment_words
from bot.ui.folding import folded
from bot.ui.keyboards import button, in_rows
from bot.ui.presses import StaffTechnicianPress
from bot.ui.registry import CardRequest
from bot.ui.typed import shortened
from db import desk
from db.desk import TechnicianLine

ONLINE = "online"
"""The word that leaves only those who get offers now."""
BUTTON_UNITS = 24


def technicians_page(request: PageRequest) -> DrawnPage:
    """Two lines a technician, and below a button for each."""
    ask, words = request.ask, request.page.words
    found = [line for line in desk.technician_lines(ask.connection) if _is_meant(ask, line, words)]
    start = request.current(len(found)) * PAGE_SIZE
    shown = found[start : start + PAGE_SIZE]
    text = ask.render(
        "desk/technicians",
        words=words,
        lines=[technician_line(ask, line) for line in shown],
        count=len(found),
        page=request.current(len(found)) + 1,
        pages=request.pages(len(found)),
    )
    buttons = [
        button(shortened(line.name, BUTTON_UNITS), StaffTechnicianPress(act="show", person_id=line.id))
        for line in shown
    ]
    return DrawnPage(text, [*in_rows(buttons, 2), request.turning(len(found))])


def technician_line(ask: CardRequest, line: TechnicianLine) -> dict[str, Any]:
    """What a template needs of one technician."""
    rules = ask.market.ratings
    return {
        "id": line.id,
        "name": line.name,
        "phone": line.phone,
        "status": line.status.value,
        "status_words": ask.texts.label(TECHNICIAN_STATUSES[line.status]),
        "online": line.online,
        "reachable": line.reachable,
        "banned": line.banned,
        "stars": average_stars(line.stars_sum, line.stars_count, rules) if line.stars_count else None,
        "ratings": line.stars_count,
        "load": line.load,
        "offers": line.offers,
        "skills": skill_words(ask.texts, ask.market, line.skills),
        "employment": _employment(ask, line),
    }


def _employment(ask: CardRequest, line: TechnicianLine) -> str:
    """What a list says of those who are not on their own account."""
    is_own = line.employment is Employment.FREELANCE
    return "" if is_own else employment_words(ask.texts, line.employment, line.partner)


def _is_meant(ask: CardRequest, line: TechnicianLine, words: str) -> bool:
    """Whether a technician fits what was typed: a skill (its key or its name in any language), a name, an id,
    a kind of employment, a partner's name.
    """
    wanted = folded(words.strip()).text
    if wanted == ONLINE:
        return line.online
    if wanted in set(Employment):
        return line.employment == wanted
    named = ask.market.catalogue.skills
    skills = [name for key in line.skills if key in named for name in (key, *named[key].values())]
    return any(wanted in folded(text).text for text in (line.name, str(line.id), line.partner or "", *skills))
