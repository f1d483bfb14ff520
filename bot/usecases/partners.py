"""Operators and partner companies: making one, appointing its dispatcher by a link, saying who belongs to it."""

from bot.domain.employment import Employment
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.links import Purpose
from bot.domain.partners import LONGEST_NAME, Partner
from bot.usecases.dispatchers import dismiss_dispatcher
from bot.usecases.links import make_link
from bot.usecases.newcomers import welcome
from bot.usecases.staff import require_role
from bot.usecases.team_news import redraw_team
from db import audit, partners, technicians
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction

CARD = "desk_partner"
"""The operators' card of a partner; its subject is the partner's number."""


def open_partners(tx: Transaction, operator: PersonId, chat: int) -> None:
    """Show all partners."""
    require_role(tx, operator)
    notify(tx, chat, "partners/list", priority=Priority.ANSWER)


def open_partner(tx: Transaction, partner: int, operator: PersonId, chat: int) -> None:
    """Show one partner as a new message."""
    require_role(tx, operator)
    found = _existing(tx, partner)
    show_card(tx, chat, CARD, found.id, priority=Priority.ANSWER, fresh=True)


def make_partner(tx: Transaction, name: str, operator: PersonId, chat: int) -> None:
    """Make a partner of that name, or show the one that is there."""
    require_role(tx, operator)
    if not name or len(name) > LONGEST_NAME:
        raise Refusal("usage", command="partner")
    if partners.add(tx, name):
        audit.record(tx, operator, "partner", f"partner:{name}")
    made = partners.called(tx.connection, name)
    assert made is not None
    show_card(tx, chat, CARD, made.id, priority=Priority.ANSWER, fresh=True)


def link_dispatcher(tx: Transaction, partner: int, operator: PersonId, chat: int, username: str) -> None:
    """A link that makes whoever opens it first the dispatcher of this partner."""
    require_role(tx, operator)
    found = _existing(tx, partner)
    link, address = make_link(tx, Purpose.DISPATCHER, operator, username, found.id)
    audit.record(tx, operator, "invite", f"link:{link}", {"dispatcher_of": found.id})
    notify(tx, chat, "links/dispatcher", {"link": link, "address": address}, priority=Priority.ANSWER)


def dismiss(tx: Transaction, dispatcher: PersonId, operator: PersonId) -> None:
    """Let this person send nobody any more."""
    require_role(tx, operator)
    found = partners.of_dispatcher(tx.connection, dispatcher)
    if found is None or not dismiss_dispatcher(tx, dispatcher):
        raise Refusal("person_not_dispatcher")
    audit.record(tx, operator, "dispatcher_dismissed", f"person:{dispatcher}", {"partner": found.id})


def open_employment(tx: Transaction, technician: PersonId, operator: PersonId, chat: int) -> None:
    """Show where the technician may belong, to be chosen by a tap."""
    require_role(tx, operator)
    if technicians.find(tx.connection, technician) is None:
        raise Refusal("technician_not_found", person=str(technician))
    show_card(tx, chat, "desk_employment", technician, priority=Priority.ANSWER, fresh=True)


def employ(
    tx: Transaction, technician: PersonId, employment: Employment, partner: int | None, operator: PersonId
) -> None:
    """Say who the technician belongs to, from now on; both dispatchers concerned see it."""
    require_role(tx, operator)
    row, before = technicians.find(tx.connection, technician), partners.of_technician(tx.connection, technician)
    if row is None:
        raise Refusal("technician_not_found", person=str(technician))
    after = _existing(tx, partner) if employment is Employment.PARTNER else None
    if (row.employment, before) == (employment, after):
        raise Refusal("employment_already")
    partners.employ(tx, technician, employment, after.id if after else None)
    about = {"employment": employment.value, "reason": after.name if after else employment.value}
    audit.record(tx, operator, "employment", f"person:{technician}", about | {"partner": after and after.id})
    for view in ("desk_technician", "desk_application", "desk_employment"):
        show_again(tx, view, technician)
    for concerned in {before, after} - {None}:
        assert concerned is not None
        redraw_team(tx, concerned.id)
    welcome(tx, technician)


def _existing(tx: Transaction, partner: int | None) -> Partner:
    found = partners.find(tx.connection, partner)
    if found is None:
        raise Refusal("partner_unknown")
    return found
