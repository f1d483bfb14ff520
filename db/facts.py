"""The facts of a stretch of time, read once: whatever is measured is computed from them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from bot.domain.amends import MONEY
from bot.domain.cases import COMPLAINTS, CaseStatus
from bot.domain.costs import GONE
from bot.domain.measures.facts import AmendsFact, CaseFact, Facts, JobFact, OfferFact, OrderFact, SurveyFact
from bot.domain.measures.report import BASELINES, Report, compose
from bot.domain.offers import JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from db.tables import amends, cases, jobs, offers, order_events, orders, ratings, surveys

CHURN = timedelta(days=90)
"""A customer who was here and has not ordered for so long has left."""
DONE = (OrderStatus.DONE.value, OrderStatus.CLOSED.value)


def between(connection: Connection, since: datetime, until: datetime) -> Facts:
    """Everything about the orders placed in that time, and what people answered then."""
    return Facts(
        since,
        until,
        placed_between(connection, since, until),
        _offers(connection, since, until),
        _jobs(connection, since, until),
        _surveys(connection, since, until),
        _cases(connection, since, until),
        _amends(connection, since, until),
        *_regulars(connection, until),
    )


@dataclass(frozen=True, slots=True)
class _Hanging:
    """What hangs on the orders of the period, by order."""

    jobs: dict[int, list[Row[Any]]]
    offers: Counter[int]
    events: dict[int, dict[str, Row[Any]]]


def compared(connection: Connection, since: datetime, until: datetime) -> Report:
    """The report about that time, beside the market's own baselines."""
    before = {months: between(connection, since - back, until - back) for months, back in BASELINES.items()}
    return compose(between(connection, since, until), before)


def placed_between(connection: Connection, since: datetime, until: datetime) -> tuple[OrderFact, ...]:
    """The orders alone: enough for how long people wait."""
    hanging = _Hanging(
        _by_order(connection.execute(_of_period(select(jobs), jobs, since, until))),
        Counter(connection.scalars(_of_period(select(offers.c.order_id), offers, since, until))),
        _events(connection, since, until),
    )
    placed = [orders.c.created_at >= since, orders.c.created_at < until]
    rows = connection.execute(select(orders).where(*placed).order_by(orders.c.id)).all()
    first_done = _first_done(connection, select(orders.c.customer_id).where(*placed))
    return tuple(_order(row, hanging, first_done.get(row.customer_id)) for row in rows)


def _order(row: Row[Any], hanging: _Hanging, first_done: datetime | None) -> OrderFact:
    own = hanging.jobs.get(row.id, [])
    events = hanging.events.get(row.id, {})
    agreed, ended = events.get("released") or events.get("quote_accepted"), events.get("cancelled")
    done = [job for job in own if job.status == JobStatus.DONE.value]
    is_done = row.status in DONE and bool(done)
    return OrderFact(
        id=row.id,
        customer=row.customer_id,
        service=row.service,
        district=row.district,
        placed_at=row.created_at,
        asked_at=agreed.at if agreed else row.created_at,
        scheduled=row.window_start is not None,
        status=OrderStatus(row.status),
        accepted_at=min((job.accepted_at for job in own), default=None),
        crewed_at=_crewed_at(own, row.crew),
        done_at=max((job.ended_at for job in done), default=None) if is_done else None,
        offers=hanging.offers[row.id],
        total=sum((job.pay or 0) + (job.extra or 0) for job in done) if is_done else 0,
        returning=first_done is not None and first_done < row.created_at,
        ended_by=_side(row, ended),
        end_reason=row.closed_reason if ended else None,
    )


def _crewed_at(own: list[Row[Any]], crew: int) -> datetime | None:
    """When the last of the crew stood at the door; None while somebody is missing."""
    arrived = sorted(job.arrived_at for job in own if job.arrived_at and JobStatus(job.status) not in GONE)
    return arrived[crew - 1] if len(arrived) >= crew else None


def _side(row: Row[Any], ended: Row[Any] | None) -> str | None:
    if ended is None or row.status != OrderStatus.CANCELLED.value:
        return None
    return "customer" if ended.actor_id == row.customer_id else "operator"


def _events(connection: Connection, since: datetime, until: datetime) -> dict[int, dict[str, Row[Any]]]:
    """The last event of each of the kinds that matter here, by order."""
    wanted = order_events.c.kind.in_(("quote_accepted", "released", "cancelled"))
    query = _of_period(select(order_events).where(wanted), order_events, since, until).order_by(order_events.c.id)
    found: dict[int, dict[str, Row[Any]]] = defaultdict(dict)
    for event in connection.execute(query):
        found[event.order_id][event.kind] = event
    return found


def _first_done(connection: Connection, customers: Select[Any]) -> dict[int, datetime]:
    """When the first work for each of these customers was finished."""
    first = (
        select(orders.c.customer_id, func.min(jobs.c.ended_at, type_=jobs.c.ended_at.type).label("at"))
        .join(jobs, and_(jobs.c.order_id == orders.c.id, jobs.c.status == JobStatus.DONE.value))
        .where(orders.c.status.in_(DONE), orders.c.customer_id.in_(customers))
        .group_by(orders.c.customer_id)
    )
    return {row.customer_id: row.at for row in connection.execute(first)}


def _offers(connection: Connection, since: datetime, until: datetime) -> tuple[OfferFact, ...]:
    query = _of_period(select(offers), offers, since, until).order_by(offers.c.id)
    return tuple(OfferFact(r.order_id, r.technician_id, OfferStatus(r.status)) for r in connection.execute(query))


def _jobs(connection: Connection, since: datetime, until: datetime) -> tuple[JobFact, ...]:
    said = and_(ratings.c.job_id == jobs.c.id, ratings.c.subject_id == jobs.c.technician_id)
    query = select(jobs, ratings.c.stars, ratings.c.fixed).outerjoin(ratings, said)
    rows = connection.execute(_of_period(query, jobs, since, until).order_by(jobs.c.id))
    return tuple(_job(row) for row in rows)


def _job(row: Row[Any]) -> JobFact:
    status = JobStatus(row.status)
    return JobFact(row.order_id, row.technician_id, status, row.arriving_at, row.arrived_at, row.stars, row.fixed)


def _surveys(connection: Connection, since: datetime, until: datetime) -> tuple[SurveyFact, ...]:
    """By the moment of the answer: a week after the work is often another period."""
    answered = [surveys.c.answered_at >= since, surveys.c.answered_at < until]
    rows = connection.execute(select(surveys).where(*answered).order_by(surveys.c.id))
    return tuple(SurveyFact(row.kind, row.person_id, row.answer) for row in rows)


def _cases(connection: Connection, since: datetime, until: datetime) -> tuple[CaseFact, ...]:
    """Complaints about the orders placed in that time, whenever they came, and those of that time about no order."""
    placed = and_(orders.c.created_at >= since, orders.c.created_at < until)
    alone = and_(cases.c.order_id.is_(None), cases.c.opened_at >= since, cases.c.opened_at < until)
    kinds = cases.c.kind.in_([kind.value for kind in COMPLAINTS])
    query = select(cases).outerjoin(orders, orders.c.id == cases.c.order_id).where(kinds, or_(placed, alone))
    return tuple(_case(row) for row in connection.execute(query.order_by(cases.c.id)))


def _case(row: Row[Any]) -> CaseFact:
    """Solved when the operator last said so, if the person agreed or kept silent."""
    solved = row.status == CaseStatus.SOLVED.value
    return CaseFact(row.order_id, row.opened_at, row.closed_at if solved else None)


def _amends(connection: Connection, since: datetime, until: datetime) -> tuple[AmendsFact, ...]:
    """What holds of what was given about the orders placed in that time, and about none but in that time."""
    placed = and_(orders.c.created_at >= since, orders.c.created_at < until)
    alone = and_(amends.c.order_id.is_(None), amends.c.at >= since, amends.c.at < until)
    money = amends.c.kind.in_([kind.value for kind in MONEY])
    query = select(amends.c.order_id, amends.c.amount).outerjoin(orders, orders.c.id == amends.c.order_id)
    holds = query.where(money, amends.c.undone_at.is_(None), or_(placed, alone)).order_by(amends.c.id)
    return tuple(AmendsFact(order, amount) for order, amount in connection.execute(holds))


def _regulars(connection: Connection, until: datetime) -> tuple[frozenset[int], frozenset[int]]:
    """Customers with a done order in the ninety days before the last ninety, and who ordered in the last ninety."""
    before, lately = until - 2 * CHURN, until - CHURN
    earlier = [orders.c.created_at >= before, orders.c.created_at < lately]
    was_here = frozenset(
        connection.scalars(select(orders.c.customer_id).where(*earlier, orders.c.status.in_(DONE)).distinct())
    )
    since_then = [orders.c.created_at >= lately, orders.c.created_at < until]
    returned = frozenset(connection.scalars(select(orders.c.customer_id).where(*since_then).distinct()))
    return was_here, was_here & returned


def _of_period(query: Select[Any], table: Any, since: datetime, until: datetime) -> Select[Any]:
    """Only rows whose order was placed in that time."""
    placed = [orders.c.created_at >= since, orders.c.created_at < until]
    return query.join(orders, orders.c.id == table.c.order_id).where(*placed)


def _by_order(rows: Iterable[Row[Any]]) -> dict[int, list[Row[Any]]]:
    found: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.order_id].append(row)
    return found
