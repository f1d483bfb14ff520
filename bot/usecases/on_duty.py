"""Operators take turns in being the ones who can be called when the bot fails."""

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.people import Role
from bot.usecases.outage_news import DESK_ON_DUTY, EVERYBODY, show_duty_again
from bot.usecases.phones import in_e164
from bot.usecases.staff import require_role
from db import audit, on_duty, people, staff, technicians
from db.outbox import Priority, show_card
from db.transaction import Transaction


def show_on_duty(tx: Transaction, operator: PersonId, chat: int) -> None:
    """Who is on duty, in a new message."""
    require_role(tx, operator)
    show_card(tx, chat, DESK_ON_DUTY, EVERYBODY, priority=Priority.ANSWER, fresh=True)


def go_on_duty(tx: Transaction, person: PersonId, operator: PersonId, typed: str = "") -> None:
    """Put the person on duty; somebody else only as an admin. `typed`: their number, unless it is known."""
    _check_may(tx, person, operator)
    phone = in_e164(typed, tx.market.city.country) if typed else _known_number(tx, person)
    if phone is None:
        raise Refusal("duty_number_unreadable" if typed else "duty_number_unknown")
    before = on_duty.find(tx.connection, person)
    if before is not None and before.phone == phone:
        raise Refusal("on_duty_already")
    on_duty.put(tx, person, phone)
    _changed(tx, operator, "on_duty", person)


def go_off_duty(tx: Transaction, person: PersonId, operator: PersonId) -> None:
    """Take the person off duty; somebody else only as an admin."""
    _check_may(tx, person, operator)
    if not on_duty.drop(tx, person):
        raise Refusal("not_on_duty")
    _changed(tx, operator, "off_duty", person)


def _check_may(tx: Transaction, person: PersonId, operator: PersonId) -> None:
    require_role(tx, operator, Role.OPERATOR if person == operator else Role.ADMIN)
    if staff.role_of(tx.connection, person) is None:
        raise Refusal("person_not_staff", person=str(person))


def _known_number(tx: Transaction, person: PersonId) -> str | None:
    """The number that they have shown as their own, as a customer or as a technician."""
    known, technician = people.find(tx.connection, person), technicians.find(tx.connection, person)
    return (known and known.phone) or (technician and technician.phone) or None


def _changed(tx: Transaction, operator: PersonId, act: str, person: PersonId) -> None:
    audit.record(tx, operator, act, f"person:{person}")
    show_duty_again(tx)
