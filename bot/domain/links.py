"""Links that open something once, for the first who opens them: an invitation, a role."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NewType

from bot.domain.ids import PersonId

LinkId = NewType("LinkId", int)
LINK = "join-"
"""How the payload of such a link begins: a token for anything else opens nothing here."""


class Purpose(StrEnum):
    """What a link opens."""

    APPLICANT = "applicant"
    DISPATCHER = "dispatcher"
    COMPANY_MANAGER = "company_manager"
    COMPANY_MEMBER = "company_member"


BY_STAFF = frozenset({Purpose.APPLICANT, Purpose.DISPATCHER, Purpose.COMPANY_MANAGER})
"""What whoever leaves the staff has no say in any more."""


@dataclass(frozen=True, slots=True)
class LinkRules:
    """For how long a link waits to be opened."""

    valid_for: timedelta


@dataclass(frozen=True, slots=True)
class Link:
    """A link without its token, which only its maker was shown.

    `subject`: what it is about, by the purpose's own numbers. `taker`: who opened it first, and may go on with it
    until `done_at`, when it has led where it should.
    """

    id: LinkId
    purpose: Purpose
    maker: PersonId
    made_at: datetime
    expires_at: datetime
    subject: int | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    taker: PersonId | None = None
    done_at: datetime | None = None
    withdrawn_at: datetime | None = None


def link_address(username: str, token: str) -> str:
    """What is sent to whom it is for."""
    return f"https://t.me/{username}?start={LINK}{token}"


def token_from(payload: str) -> str | None:
    """The token of such a link; None for a link of another kind."""
    return payload.removeprefix(LINK) if payload.startswith(LINK) else None
