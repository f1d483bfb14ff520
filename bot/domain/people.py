"""Whoever talks to the bot, and what staff may do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import PersonId
from bot.domain.languages import Language


class Role(StrEnum):
    """What a member of staff may do; each role may do all that the later ones may."""

    OWNER = "owner"
    ADMIN = "admin"
    OPERATOR = "operator"

    def may_act_as(self, needed: "Role") -> bool:
        """Whether this role is at least the needed one."""
        ranks = list(Role)
        return ranks.index(self) <= ranks.index(needed)


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the bot knows them; the id is Telegram's."""

    id: PersonId
    name: str
    language: Language
    language_chosen: bool = False
    consent_at: datetime | None = None
    phone: str | None = None
    reachable: bool = True
    banned_at: datetime | None = None
    may_be_called: bool = False
    """Whether the other side of a running job may get their call number while the bot fails."""
    call_asked_at: datetime | None = None

    @property
    def is_banned(self) -> bool:
        """Whether the market is closed to this person."""
        return self.banned_at is not None
