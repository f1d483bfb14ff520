"""What operators can look at."""

from datetime import timedelta
from enum import StrEnum


class DeskList(StrEnum):
    """A list that operators leaf through."""

    ORDERS = "orders"
    TECHNICIANS = "technicians"
    ASSIGN = "assign"
    STATISTICS = "stats"
    WHY = "why"
    CASES = "cases"
    COMPANIES = "companies"


class OrdersShown(StrEnum):
    """Which orders a list shows; the words that operators type, too."""

    OPEN = "open"
    TODAY = "today"
    PROBLEM = "problem"
    ALL = "all"


class CasesShown(StrEnum):
    """Which cases a list shows; the words that operators type, too."""

    OPEN = "open"
    LATE = "late"
    ALL = "all"


class Span(StrEnum):
    """The stretch of time of the figures: today by the city's clocks, or so many days back from now."""

    TODAY = "today"
    WEEK = "week"
    MONTH = "month"

    @property
    def length(self) -> timedelta | None:
        """How far back it reaches; None: to the last midnight."""
        return {Span.WEEK: timedelta(days=7), Span.MONTH: timedelta(days=30)}.get(self)


CHOICES: dict[DeskList, frozenset[str]] = {
    DeskList.ORDERS: frozenset(OrdersShown),
    DeskList.STATISTICS: frozenset(Span),
    DeskList.CASES: frozenset(CasesShown),
}
"""What the buttons above a list may switch it to."""
