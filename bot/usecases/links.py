"""Making a link that opens something once, opening it, taking it back. What it opens is its purpose's own affair."""

import secrets
from collections.abc import Mapping
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.links import Link, LinkId, Purpose, link_address
from db import links, staff
from db.transaction import Transaction

TOKEN_BYTES = 24
"""192 bits: nobody finds a link by trying."""


def make_link(
    tx: Transaction,
    purpose: Purpose,
    maker: PersonId,
    username: str,
    subject: int | None = None,
    details: Mapping[str, Any] | None = None,
) -> tuple[LinkId, str]:
    """A new link and its address, which can't be found out again: the token is kept as a hash."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    link = links.add(tx, token, purpose, maker, subject, details or {})
    return link, link_address(username, token)


def take_link(tx: Transaction, token: str, person: PersonId) -> Link:
    """What this token opens for the person: the first who opens it has it, and may open it again until it is done."""
    link = links.of_token(tx.connection, token)
    if link is None:
        raise Refusal("link_unknown")
    if link.maker == person:
        raise Refusal("link_own")
    if link.withdrawn_at is not None:
        raise Refusal("link_withdrawn")
    if link.taker is None and not links.take(tx, link.id, person):
        raise _too_late(tx, link)
    if link.done_at is not None or link.taker not in {None, person}:
        raise Refusal("link_used", by_you=link.taker == person)
    return link


def taken_link(tx: Transaction, person: PersonId) -> Link | None:
    """What the person has opened last and has not come to the end of: they go on with it after the rules."""
    return links.taken_by(tx.connection, person)


def finish_link(tx: Transaction, link: Link) -> None:
    """It has led where it should: it opens nothing any more, not even for whoever had it."""
    if not links.finish(tx, link.id):
        raise Refusal("link_used", by_you=True)


def withdraw_link(tx: Transaction, link: LinkId, person: PersonId) -> None:
    """Let a link open nothing any more: its maker may do that, and the staff."""
    row = links.find(tx.connection, link)
    if row is None or (row.maker != person and staff.role_of(tx.connection, person) is None):
        raise Refusal("link_not_yours")
    if not links.withdraw(tx, link):
        now = links.find(tx.connection, link)
        raise Refusal("link_used", by_you=False) if now is not None and now.done_at else Refusal("link_withdrawn")


def _too_late(tx: Transaction, link: Link) -> Refusal:
    """Somebody was faster, just now; or its days are over."""
    now = links.find(tx.connection, link.id)
    if now is not None and now.withdrawn_at is not None:
        return Refusal("link_withdrawn")
    return Refusal("link_used", by_you=False) if now is not None and now.taker else Refusal("link_expired")
