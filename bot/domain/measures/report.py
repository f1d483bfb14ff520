"""A period's figures beside the market's own baselines, and taken apart by service, district and technician."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.measures.facts import Facts, OrderFact
from bot.domain.measures.figures import FIGURES, Figure, Value
from bot.domain.orders import OrderStatus

BASELINES = {1: timedelta(days=28), 3: timedelta(days=84), 6: timedelta(days=168)}
"""Months back → how far: whole weeks, so that a Monday is compared with a Monday."""
MOST_ROWS = 12
"""Rows of a breakdown: what is not among them is too rare to steer by."""


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` until `until`, UTC."""

    since: datetime
    until: datetime

    def earlier(self, by: timedelta) -> "Period":
        """A stretch as long as this one, before it."""
        return Period(self.since - by, self.until - by)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure now and at each baseline (months back → value)."""

    figure: Figure
    now: Value | None
    before: dict[int, Value | None]

    def change(self, months: int) -> float | None:
        """How much more or less than then; None where one of the two is missing."""
        then = self.before.get(months)
        return None if self.now is None or then is None else self.now.value - then.value


@dataclass(frozen=True, slots=True)
class Row:
    """One service, district or technician: key → value for the figures of a breakdown."""

    of: str
    orders: int
    values: dict[str, Value | None]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says about a period. `endings`: (side, reason) → cancelled orders."""

    period: Period
    lines: tuple[Line, ...]
    services: tuple[Row, ...]
    districts: tuple[Row, ...]
    technicians: tuple[Row, ...]
    endings: dict[tuple[str, str], int]
    facts: Facts


ORDER_COLUMNS = ("accept_half", "arrive_half", "within_hour", "first_visit", "stars")
"""The figures of a breakdown by service or district."""


def compose(facts: Facts, before: dict[int, Facts]) -> Report:
    """The report about these facts, compared with those of the baselines (months back → facts)."""
    return Report(
        Period(facts.since, facts.until),
        tuple(_line(figure, facts, before) for figure in FIGURES),
        _rows(facts, lambda order: order.service),
        _rows(facts, lambda order: order.district),
        _technicians(facts),
        dict(Counter(_endings(facts.orders))),
        facts,
    )


def _line(figure: Figure, facts: Facts, before: dict[int, Facts]) -> Line:
    return Line(figure, figure.of(facts), {months: figure.of(then) for months, then in before.items()})


def _rows(facts: Facts, part: Callable[[OrderFact], str]) -> tuple[Row, ...]:
    most = Counter(part(order) for order in facts.orders).most_common(MOST_ROWS)
    return tuple(_row(key, facts.of_orders(lambda order, key=key: part(order) == key)) for key, _ in most)  # type: ignore[misc]


def _row(key: str, facts: Facts) -> Row:
    values = {figure.key: figure.of(facts) for figure in FIGURES if figure.key in ORDER_COLUMNS}
    return Row(key, len(facts.orders), values)


def _technicians(facts: Facts) -> tuple[Row, ...]:
    jobs = Counter(job.technician for job in facts.jobs)
    rows = []
    for technician, count in sorted(jobs.items(), key=lambda item: (-item[1], item[0])):
        own = facts.of_technician(technician)
        rows.append(Row(str(technician), count, {f.key: f.of(own) for f in FIGURES if f.per_technician}))
    return tuple(rows)


def _endings(orders: Iterable[OrderFact]) -> list[tuple[str, str]]:
    return [
        (order.ended_by or "market", order.end_reason or "other")
        for order in orders
        if order.status is OrderStatus.CANCELLED
    ]
