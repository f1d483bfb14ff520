"""Inviting technicians: who opens the link applies with it, and belongs where whoever sent it has said."""

from collections.abc import Sequence
from typing import Any

from bot.domain.employment import Employment
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.links import Link, Purpose
from bot.usecases.dispatchers import own_partner
from bot.usecases.links import make_link
from bot.usecases.staff import require_role
from db import audit, links, partners
from db.outbox import Priority, notify
from db.transaction import Transaction


def invite(
    tx: Transaction,
    operator: PersonId,
    chat: int,
    username: str,
    skills: Sequence[str] = (),
    employment: Employment = Employment.FREELANCE,
    partner: int | None = None,
) -> None:
    """Make a link that an operator sends to one technician. `skills` are chosen already when they apply."""
    require_role(tx, operator)
    if employment is Employment.PARTNER and partners.find(tx.connection, partner) is None:
        raise Refusal("partner_unknown")
    details = {"skills": list(skills), "employment": employment.value}
    _send(tx, operator, chat, username, partner, details)


def invite_own(tx: Transaction, dispatcher: PersonId, username: str) -> None:
    """Make a link that a dispatcher sends to one of the own people, who belongs to the partner once approved."""
    partner = own_partner(tx, dispatcher)
    details = {"skills": [], "employment": Employment.PARTNER.value}
    _send(tx, dispatcher, private_chat(dispatcher), username, partner.id, details)


def skills_of(tx: Transaction, link: Link) -> tuple[str, ...]:
    """What the invitation says that they can do, as far as the market still has it."""
    return tuple(skill for skill in link.details.get("skills", ()) if skill in tx.market.catalogue.skills)


def settle_invitation(tx: Transaction, applicant: PersonId) -> None:
    """The application is sent: the link has done its work, and the applicant belongs where it says."""
    link = links.taken_by(tx.connection, applicant, Purpose.APPLICANT)
    if link is None or not links.finish(tx, link.id):
        return
    partner = partners.find(tx.connection, link.subject)
    employment = Employment(link.details.get("employment", Employment.FREELANCE))
    partners.employ(tx, applicant, employment, partner.id if partner else None)


def _send(
    tx: Transaction, maker: PersonId, chat: int, username: str, partner: int | None, details: dict[str, Any]
) -> None:
    link, address = make_link(tx, Purpose.APPLICANT, maker, username, partner, details)
    audit.record(tx, maker, "invite", f"link:{link}", details | {"partner": partner})
    notify(tx, chat, "links/invitation", {"link": link, "address": address}, priority=Priority.ANSWER)
