"""Inviting technicians: who opens the link applies with it, and the operators see who sent it."""

from collections.abc import Sequence

from bot.domain.ids import PersonId
from bot.domain.links import Link, Purpose
from bot.usecases.links import make_link
from bot.usecases.staff import require_role
from db import audit, links
from db.outbox import Priority, notify
from db.transaction import Transaction


def invite(tx: Transaction, operator: PersonId, chat: int, username: str, skills: Sequence[str]) -> None:
    """Make a link that an operator sends to one technician. `skills` are chosen already when they apply."""
    require_role(tx, operator)
    link, address = make_link(tx, Purpose.APPLICANT, operator, username, details={"skills": list(skills)})
    audit.record(tx, operator, "invite", f"link:{link}", {"skills": list(skills)})
    notify(tx, chat, "links/invitation", {"link": link, "address": address}, priority=Priority.ANSWER)


def skills_of(tx: Transaction, link: Link) -> tuple[str, ...]:
    """What the invitation says that they can do, as far as the market still has it."""
    return tuple(skill for skill in link.details.get("skills", ()) if skill in tx.market.catalogue.skills)


def settle_invitation(tx: Transaction, applicant: PersonId) -> None:
    """The application is sent: the link that led to it has done its work."""
    link = links.taken_by(tx.connection, applicant, Purpose.APPLICANT)
    if link is not None:
        links.finish(tx, link.id)
