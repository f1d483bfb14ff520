"""Who runs the market: claiming it with the first start's code, appointing, dismissing, the operators' group."""

import secrets
from datetime import timedelta

from sqlalchemy import Connection

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.links import BY_STAFF
from bot.domain.market import Market
from bot.domain.people import Role
from bot.usecases.interview_changes import release_operator
from bot.usecases.outage_news import show_duty_again
from db import audit, links, on_duty, people, settings, staff
from db.holding import hold_owners
from db.outbox import Priority, latest_cards, notify, show_card
from db.transaction import Transaction

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without the letters and digits that people mistake for each other."""
CODE_LENGTH = 10
ATTEMPTS_AN_HOUR = 5
CARDS_TO_CLEAR = 200
"""So many of the latest cards go when a chat stops being the operators'; older ones go when they would change."""
SERVICE_ACCOUNTS = frozenset({777000, 136817688, 1087968824})
"""Telegram itself, 'somebody posting as a channel', 'some admin of this group': they stand for nobody in particular."""


def require_role(tx: Transaction, actor: PersonId, needed: Role = Role.OPERATOR) -> Role:
    """The actor's role as the table has it now; a Refusal when it is not at least the needed one."""
    role = staff.role_of(tx.connection, actor)
    if role is None or actor in SERVICE_ACCOUNTS:
        raise Refusal("not_staff")
    if not role.may_act_as(needed):
        raise Refusal("role_too_low", needed=needed.value)
    return role


def ensure_claim_code(tx: Transaction) -> str | None:
    """A new one-time code while the market has no owner, else None. Codes of earlier starts stop working."""
    if staff.count_owners(tx.connection):
        return None
    staff.withdraw_claim_codes(tx)
    code = "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
    staff.add_claim_code(tx, code)
    return code


def claim(tx: Transaction, person: PersonId, code: str) -> bool:
    """Make the person the owner if the code is right; False when it is wrong or they have tried too often."""
    an_hour_ago = tx.now - timedelta(hours=1)
    if staff.claim_attempts_since(tx.connection, person, an_hour_ago) >= ATTEMPTS_AN_HOUR:
        return False
    staff.record_claim_attempt(tx, person)
    if not staff.use_claim_code(tx, code, person):
        return False
    staff.appoint(tx, person, Role.OWNER)
    staff.withdraw_claim_codes(tx)
    audit.record(tx, person, "claim", _subject(person))
    return True


def appoint(tx: Transaction, person: PersonId, role: Role, actor: PersonId) -> None:
    """Give the person a role: an owner appoints anybody, an admin appoints operators."""
    own = require_role(tx, actor, Role.ADMIN)
    before = staff.role_of(tx.connection, person)
    _check_rank(own, role)
    _check_rank(own, before)
    known = people.find(tx.connection, person)
    if known is None or known.is_banned or person in SERVICE_ACCOUNTS:
        raise Refusal("person_unknown", person=str(person))
    _keep_an_owner(tx, before, role)
    staff.appoint(tx, person, role)
    details = {"role": role.value, "before": before and before.value}
    audit.record(tx, actor, "appoint", _subject(person), details)
    notify(tx, private_chat(person), "desk/appointed", {"role": role.value}, priority=Priority.NEWS)


def dismiss(tx: Transaction, person: PersonId, actor: PersonId) -> None:
    """Take the person's role away."""
    own = require_role(tx, actor, Role.ADMIN)
    before = staff.role_of(tx.connection, person)
    if before is None:
        raise Refusal("person_not_staff", person=str(person))
    _check_rank(own, before)
    _keep_an_owner(tx, before, None)
    leave_staff(tx, person)
    audit.record(tx, actor, "dismiss", _subject(person), {"before": before.value})
    notify(tx, private_chat(person), "desk/dismissed", priority=Priority.NEWS)


def leave_staff(tx: Transaction, person: PersonId) -> None:
    """Take the role, the duty, the operators' cards in the person's chat, and the force of the links they have made.

    Applicants who counted on them for an interview talk with somebody else.
    """
    if on_duty.drop(tx, person):
        show_duty_again(tx)
    staff.dismiss(tx, person)
    links.withdraw_made_by(tx, person, BY_STAFF)
    release_operator(tx, person)
    _clear_desk(tx, private_chat(person))


def is_operators_group(connection: Connection, market: Market, chat: int) -> bool:
    """Whether operators' commands are heard in this group."""
    return settings.operators_group(connection, market) == chat


def open_desk(tx: Transaction, group: int, actor: PersonId) -> None:
    """From now on operators' cards go to this group."""
    require_role(tx, actor, Role.ADMIN)
    before = settings.operators_group(tx.connection, tx.market)
    settings.put(tx, settings.OPERATORS_CHAT, group)
    if before is not None and before != group:
        _clear_desk(tx, before)
    audit.record(tx, actor, "desk", f"chat:{group}")


def move_desk(tx: Transaction, old: int, new: int) -> bool:
    """Telegram has given the operators' group a new id; False when it was another group."""
    if settings.operators_group(tx.connection, tx.market) != old:
        return False
    settings.put(tx, settings.OPERATORS_CHAT, new)
    return True


def close_desk(tx: Transaction, group: int) -> bool:
    """The bot was put out of this group: if it was the operators', their cards go to their own chats again."""
    if settings.operators_group(tx.connection, tx.market) != group:
        return False
    settings.put(tx, settings.OPERATORS_CHAT, settings.NO_GROUP)
    for person, role in staff.members(tx.connection):
        if role.may_act_as(Role.ADMIN):
            notify(tx, private_chat(person), "desk/group_lost")
    return True


def _clear_desk(tx: Transaction, chat: int) -> None:
    """Draw the latest of the operators' cards there once more: for who is not of the desk that is nothing at all."""
    for view, subject in latest_cards(tx.connection, chat, CARDS_TO_CLEAR):
        if view.startswith("desk_"):
            show_card(tx, chat, view, subject, priority=Priority.BROADCAST)


def _check_rank(own: Role, other: Role | None) -> None:
    """An owner may touch any role; an admin only the lower ones, and nobody's equal or better."""
    if own is not Role.OWNER and other is not None and other.may_act_as(own):
        raise Refusal("role_too_low", needed=Role.OWNER.value)


def _keep_an_owner(tx: Transaction, before: Role | None, after: Role | None) -> None:
    hold_owners(tx)
    if before is Role.OWNER and after is not Role.OWNER and staff.count_owners(tx.connection) == 1:
        raise Refusal("last_owner")


def _subject(person: PersonId) -> str:
    return f"person:{person}"
