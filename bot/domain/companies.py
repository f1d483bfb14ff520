"""Companies that pay for their members' orders: limits a month, sites, and who has said yes to what."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NewType
from zoneinfo import ZoneInfo

from bot.domain.ids import OrderId, PersonId
from bot.domain.orders import Address

CompanyId = NewType("CompanyId", int)
MemberId = NewType("MemberId", int)
SiteId = NewType("SiteId", int)
MOST_MEMBERS, MOST_SITES = 40, 30
"""So many at most: all of them fit under one card as buttons."""
ASK_EACH_TIME = 0
"""The limit of whoever has just joined: until a manager sets another one, every order waits for a yes."""


class MemberRole(StrEnum):
    """What a member may do: order, or run the account as well."""

    MEMBER = "member"
    MANAGER = "manager"


class Verdict(StrEnum):
    """Where an order stands with the company that it was placed for."""

    PRICING = "pricing"
    WAITING = "waiting"
    COUNTED = "counted"
    REFUSED = "refused"
    OWN = "own"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the city's calendar."""

    year: int
    month: int

    @property
    def number(self) -> int:
        """As it lies in the database and in buttons: 202611."""
        return self.year * 100 + self.month

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def next(self) -> "Month":
        """The month after it."""
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def previous(self) -> "Month":
        """The month before it."""
        return month_of_day(self.first - timedelta(days=1))


def month_of_day(day: date) -> Month:
    """The month that the day is in."""
    return Month(day.year, day.month)


def month_of(moment: datetime, zone: ZoneInfo) -> Month:
    """The month that the city's clocks say it is."""
    return month_of_day(moment.astimezone(zone).date())


def month_from(number: int) -> Month | None:
    """The month of 202611; None for what is none."""
    year, month = divmod(number, 100)
    return Month(year, month) if 1 <= month <= 12 and 2000 <= year <= 9998 else None


@dataclass(frozen=True, slots=True)
class Company:
    """A company's row."""

    id: CompanyId
    name: str


@dataclass(frozen=True, slots=True)
class Member:
    """A member's row. `limit`: what they may spend a month without asking, in minor units; None: whatever they like."""

    id: MemberId
    company: CompanyId
    person: PersonId
    role: MemberRole
    limit: int | None
    is_gone: bool

    @property
    def is_manager(self) -> bool:
        """Whether they run the account."""
        return self.role is MemberRole.MANAGER and not self.is_gone


@dataclass(frozen=True, slots=True)
class Site:
    """A place of a company, which its members may order to by its name."""

    id: SiteId
    company: CompanyId
    name: str
    address: Address
    is_gone: bool


@dataclass(frozen=True, slots=True)
class CompanyOrder:
    """What an order is to its company. `month`: the one in which it counts; `decided_by`: the manager who was asked."""

    order: OrderId
    company: CompanyId
    member: MemberId
    site: SiteId | None
    verdict: Verdict
    month: Month | None
    decided_by: PersonId | None


def fits(limit: int | None, spent: int, price: int) -> bool:
    """Whether so much more may be spent without asking. What costs nothing needs nobody's yes."""
    return limit is None or price <= 0 or spent + price <= limit
