"""Whom a technician belongs to, in words."""

from bot.domain.employment import Employment
from bot.domain.technicians import Technician
from bot.ui.registry import CardRequest
from bot.ui.texts import N_, Texts
from db import partners

EMPLOYMENTS = {
    Employment.FREELANCE: N_("freelance"),
    Employment.STAFF: N_("own staff"),
    Employment.PARTNER: N_("partner"),
}


def employment_words(texts: Texts, employment: Employment, partner: str | None) -> str:
    """'freelance', 'own staff', or the name of the partner company."""
    if employment is Employment.PARTNER and partner:
        return texts.label("from %(partner)s", partner=texts.name(partner))
    return texts.label(EMPLOYMENTS[employment])


def employment_of(ask: CardRequest, technician: Technician) -> str:
    """Where the technician belongs."""
    partner = partners.of_technician(ask.connection, technician.id)
    return employment_words(ask.texts, technician.employment, partner.name if partner is not None else None)
