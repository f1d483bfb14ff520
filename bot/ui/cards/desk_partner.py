"""A partner company as operators see it, and the choice of whom a technician belongs to."""

from aiogram.types import InlineKeyboardButton

from bot.domain.employment import Employment
from bot.domain.technicians import Technician
from bot.ui.desk_names import person_or_id
from bot.ui.employment_words import EMPLOYMENTS, employment_of
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.partner_presses import DeskPartnerPress, EmploymentPress
from bot.ui.registry import CardRequest, NoticeRequest, card, notice
from bot.ui.typed import shortened
from bot.ui.view import View
from db import partners, technicians
from db.partners import PartnerLine

BUTTON_UNITS = 24
Row = list[InlineKeyboardButton | None]


@card("desk_partner")
@for_desk
def desk_partner_card(ask: CardRequest) -> View | None:
    """The partner of the subject: who sends its people, how many these are, and what to hand out."""
    line = next((one for one in partners.everyone(ask.connection) if one.partner.id == ask.subject_id), None)
    if line is None:
        return None
    dispatchers = partners.dispatchers_of(ask.connection, line.partner.id)
    names = {person: person_or_id(ask.connection, person) for person in dispatchers}
    text = ask.render("partners/card", line=line, dispatchers=list(names.values()))
    label = ask.texts.label
    links: Row = [
        button(label("A link for its dispatcher"), _press("link", line)),
        button(label("Invite a technician"), _press("invite", line)),
    ]
    dismissals = [
        [
            button(
                label("Dismiss %(name)s", name=shortened(name, BUTTON_UNITS)),
                DeskPartnerPress(act="dismiss", number=person),
            )
        ]
        for person, name in names.items()
    ]
    return View(text, inline([links[:1], links[1:], *dismissals]))


@notice("partners/list")
@for_desk
def partners_notice(ask: NoticeRequest) -> View | None:
    """Every partner, with a button for each."""
    lines = partners.everyone(ask.connection)
    rows = [[button(shortened(line.partner.name, BUTTON_UNITS), _press("show", line))] for line in lines]
    return View(ask.render("partners/list", lines=lines), inline(rows))


@card("desk_employment")
@for_desk
def desk_employment_card(ask: CardRequest) -> View | None:
    """Where the technician of the subject belongs, and everywhere they may."""
    technician = technicians.find(ask.connection, ask.subject_id)
    if technician is None:
        return None
    now = employment_of(ask, technician)
    kinds = [(kind, 0, ask.texts.label(EMPLOYMENTS[kind])) for kind in (Employment.FREELANCE, Employment.STAFF)]
    companies = [(Employment.PARTNER, one.partner.id, one.partner.name) for one in partners.everyone(ask.connection)]
    rows = [[_choice(technician, *choice)] for choice in (*kinds, *companies)]
    return View(ask.render("partners/employment", name=technician.name, employment=now), inline(rows))


def _choice(technician: Technician, kind: Employment, partner: int, words: str) -> InlineKeyboardButton:
    press = EmploymentPress(employment=kind, partner_id=partner, person_id=technician.id)
    return button(shortened(words, BUTTON_UNITS), press)


def _press(act: str, line: PartnerLine) -> DeskPartnerPress:
    return DeskPartnerPress(act=act, number=line.partner.id)
