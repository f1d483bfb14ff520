"""Somebody wants to be forgotten: asked twice, refused while others count on them, then done at once."""

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.links import Purpose
from bot.domain.people import Role
from bot.domain.technicians import TechnicianStatus
from bot.usecases.companies import leave_all
from bot.usecases.dispatch import withdraw_technician
from bot.usecases.interview_changes import release_applicant
from bot.usecases.staff import leave_staff
from db import forgetting, links, partners, people, staff, technicians
from db.holding import hold_technician
from db.others_cards import others_cards
from db.outbox import Priority, notify, show_card
from db.transaction import Transaction


def ask_to_forget(tx: Transaction, person: PersonId) -> None:
    """Say what would be erased and what stays, or what is still open."""
    notify(tx, private_chat(person), "privacy/forget", priority=Priority.ANSWER)


def forget(tx: Transaction, person: PersonId) -> None:
    """Erase the person; whoever writes to the bot next from this account is a stranger."""
    known = people.find(tx.connection, person)
    if known is None or known.consent_at is None:
        raise Refusal("nothing_to_forget")
    _check_nobody_waits(tx, person)
    for_later = others_cards(tx.connection, person)
    if technicians.find(tx.connection, person) is not None:
        withdraw_technician(tx, person)
        release_applicant(tx, person)
    leave_staff(tx, person)
    partners.dismiss(tx, person)
    links.withdraw_made_by(tx, person, frozenset(Purpose))
    leave_all(tx, person)
    forgetting.erase(tx, person)
    for chat, view, subject in for_later:
        show_card(tx, chat, view, subject, priority=Priority.BROADCAST)
    notify(tx, private_chat(person), "privacy/forgotten", {"language": known.language.value}, priority=Priority.ANSWER)


def _check_nobody_waits(tx: Transaction, person: PersonId) -> None:
    hold_technician(tx, person)
    if forgetting.open_orders(tx.connection, person) or forgetting.running_jobs(tx.connection, person):
        raise Refusal("forget_still_open")
    standing = technicians.standing(tx.connection, person)
    if standing is not None and standing.status is TechnicianStatus.SUSPENDED:
        raise Refusal("forget_suspended")
    if staff.role_of(tx.connection, person) is Role.OWNER and staff.count_owners(tx.connection) == 1:
        raise Refusal("last_owner")
