"""What a replay has to show for itself, counted in the database and not by the actors."""

from dataclasses import dataclass
from statistics import quantiles

from sqlalchemy import ColumnElement, Connection, Select, func, select

from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from db.tables import inbox, jobs, offers, orders, outbox, ratings, timers

UNSTUCK = {OrderStatus.DONE, OrderStatus.CLOSED, OrderStatus.EXPIRED, OrderStatus.CANCELLED}


@dataclass(frozen=True, slots=True)
class Figures:
    """One market's day. Minutes are the market's own; `stuck`: orders neither finished nor openly unserved."""

    orders: int
    accepted: int
    minutes_to_accept: tuple[float, ...]
    offers: int
    done: int
    unserved: int
    rated: int
    stuck: int
    errors: int

    def table(self) -> str:
        """The figures as a Markdown table."""
        half, most = _percentiles(self.minutes_to_accept)
        rows = [
            ("orders", f"{self.orders}"),
            ("accepted", f"{self.accepted} ({_share(self.accepted, self.orders)})"),
            ("minutes to accept, p50", f"{half:.1f}"),
            ("minutes to accept, p90", f"{most:.1f}"),
            ("offers an order", f"{self.offers / max(1, self.orders):.1f}"),
            ("done", f"{self.done} ({_share(self.done, self.orders)})"),
            ("nobody found", f"{self.unserved}"),
            ("rated by the customer", f"{self.rated} ({_share(self.rated, self.done)} of done)"),
            ("stuck", f"{self.stuck}"),
            ("errors", f"{self.errors}"),
        ]
        return "\n".join(["| | |", "|---|---:|", *(f"| {name} | {figure} |" for name, figure in rows)])


def under_way(connection: Connection) -> int:
    """How many orders are neither finished nor openly unserved."""
    finished = [status.value for status in UNSTUCK]
    return _number(connection, select(func.count()).where(orders.c.status.not_in(finished)))


def count(connection: Connection) -> Figures:
    """Count it all."""
    statuses = list(connection.execute(select(orders.c.status)).scalars())
    finished = {status.value for status in UNSTUCK}
    minutes = _minutes_to_accept(connection)
    return Figures(
        orders=len(statuses),
        accepted=len(minutes),
        minutes_to_accept=tuple(minutes),
        offers=_number(connection, select(func.count()).select_from(offers)),
        done=_number(connection, select(func.count()).where(jobs.c.status == JobStatus.DONE.value)),
        unserved=statuses.count(OrderStatus.EXPIRED.value),
        rated=_number(connection, select(func.count(ratings.c.id.distinct())).where(_by_customer())),
        stuck=sum(status not in finished for status in statuses),
        errors=sum(
            _number(connection, select(func.count()).where(table.c.status == wrong))
            for table, wrong in ((inbox, "failed"), (outbox, "dead"), (timers, "failed"))
        ),
    )


def _minutes_to_accept(connection: Connection) -> list[float]:
    first = (
        select(orders.c.created_at, func.min(jobs.c.accepted_at).label("accepted_at"))
        .join(jobs, jobs.c.order_id == orders.c.id)
        .group_by(orders.c.id)
    )
    return [(row.accepted_at - row.created_at).total_seconds() / 60 for row in connection.execute(first)]


def _by_customer() -> ColumnElement[bool]:
    return ratings.c.author_id.in_(select(orders.c.customer_id))


def _number(connection: Connection, query: Select[int]) -> int:
    return int(connection.execute(query).scalar() or 0)


def _percentiles(values: tuple[float, ...]) -> tuple[float, float]:
    if len(values) < 2:
        return (values[0], values[0]) if values else (0.0, 0.0)
    cuts = quantiles(values, n=10, method="inclusive")
    return cuts[4], cuts[8]


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"
