"""Amends: what an operator gives at once where something went wrong, and how much of it they may give."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from bot.domain.cases import CaseId
from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.money import Money
from bot.domain.people import Role

AmendsId = NewType("AmendsId", int)


class AmendsKind(StrEnum):
    """What was given. A discount belongs to one order; a refund is a discount on work that was done already."""

    APOLOGY = "apology"
    CREDIT = "credit"
    DISCOUNT = "discount"
    REFUND = "refund"
    REVISIT = "revisit"


MONEY = frozenset({AmendsKind.CREDIT, AmendsKind.DISCOUNT, AmendsKind.REFUND})
"""Kinds that cost the market an amount: they are limited, and counted."""


@dataclass(frozen=True, slots=True)
class Amends:
    """A row of what was given. `unused`: how much of the amount is still on the balance.

    `warranty_before`: until when the work was covered before a free revisit was given.
    """

    id: AmendsId
    kind: AmendsKind
    person: PersonId
    giver: PersonId
    order: OrderId | None
    case: CaseId | None
    job: JobId | None
    amount: Money
    unused: Money
    warranty_before: datetime | None
    at: datetime
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Allowance:
    """The most that somebody may give about one case or order, and in a day; minor units, None: no limit."""

    each: int | None = None
    a_day: int | None = None

    def excess(self, amount: int, given_here: int, given_today: int) -> "Excess | None":
        """Which limit the amount would break, if any."""
        for limit, given, a_day in ((self.each, given_here, False), (self.a_day, given_today, True)):
            if limit is not None and given + amount > limit:
                return Excess(limit, max(0, limit - given), a_day)
        return None

    def most(self, given_here: int, given_today: int) -> int | None:
        """How much may still be given; None: no limit."""
        rooms = [(self.each, given_here), (self.a_day, given_today)]
        left = [max(0, limit - given) for limit, given in rooms if limit is not None]
        return min(left) if left else None


@dataclass(frozen=True, slots=True)
class Excess:
    """A limit that would be broken, and how much of it is left; minor units."""

    limit: int
    left: int
    a_day: bool


@dataclass(frozen=True, slots=True)
class AmendsRules:
    """How much may be given by whom; the amounts that buttons offer; how long a free revisit may be asked for."""

    operator: Allowance
    admin: Allowance
    amounts: tuple[int, ...]
    revisit: timedelta

    def allowance(self, role: Role) -> Allowance:
        """What this role may give; an owner whatever they like."""
        return {Role.OPERATOR: self.operator, Role.ADMIN: self.admin}.get(role, Allowance())
