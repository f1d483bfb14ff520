"""Every figure once more, by another way: from the events of the orders' histories and the bare rows."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from statistics import mean, median, quantiles
from typing import Any

import pytest

from bot.domain.measures.facts import Facts
from bot.domain.measures.figures import FIGURES, figure
from tests.measures.conftest import SINCE, UNTIL, RawMarket

Row = Mapping[str, Any]


def minutes(raw: RawMarket, kind: str) -> list[float]:
    """From placed to the first event of that kind, by the orders' histories."""
    waits = []
    for order in raw.placed:
        begin, end = raw.first(order, "placed"), raw.first(order, kind)
        assert begin is not None
        if end is not None:
            waits.append((end - begin).total_seconds() / 60)
    return waits


def arrivals(raw: RawMarket) -> list[float]:
    """The last arrival counts: a job that was handed back at the door is nobody at the door."""
    waits = []
    for order in raw.placed:
        came = [event for event in raw.events[order["id"]] if event["kind"] == "arrived"]
        back = {event["details"]["job"] for event in raw.events[order["id"]] if event["kind"] == "handed_back"}
        gone = {job["id"] for job in raw.jobs if job["status"] == "cancelled"}
        stayed = [event["at"] for event in came if event["details"]["job"] not in back | gone]
        if stayed:
            waits.append((min(stayed) - order["created_at"]).total_seconds() / 60)
    return waits


def share(part: int, whole: int) -> float:
    return part / whole


def having(raw: RawMarket, kind: str) -> list[Row]:
    return [order for order in raw.placed if raw.first(order, kind)]


def done(raw: RawMarket) -> list[Row]:
    return [order for order in raw.placed if raw.first(order, "done") and not raw.first(order, "cancelled")]


def own(raw: RawMarket, rows: Any) -> list[Row]:
    """Rows of the period's orders."""
    ids = {order["id"] for order in raw.placed}
    return [row for row in rows if row["order_id"] in ids]


def customers_ratings(raw: RawMarket) -> list[Row]:
    jobs = {job["id"]: job["technician_id"] for job in own(raw, raw.jobs)}
    return [rating for rating in raw.ratings if rating["subject_id"] == jobs.get(rating["job_id"])]


def answered(raw: RawMarket, kind: str) -> list[int]:
    period = [s for s in raw.surveys if s["answered_at"] and SINCE <= s["answered_at"] < UNTIL]
    return [survey["answer"] for survey in period if survey["kind"] == kind]


def within_hour(raw: RawMarket) -> float:
    due = [order for order in raw.placed if order["created_at"] <= UNTIL - timedelta(hours=1)]
    return share(sum(wait <= 60 for wait in arrivals(raw)), len(due))


def unserved(raw: RawMarket) -> float:
    lost = [o for o in raw.placed if not raw.first(o, "accepted") and o["status"] in {"cancelled", "expired"}]
    return share(len(lost), len(raw.placed))


def on_time(raw: RawMarket) -> float:
    came = [job for job in own(raw, raw.jobs) if job["arrived_at"] and job["arriving_at"]]
    return share(sum(job["arrived_at"] - job["arriving_at"] <= timedelta(minutes=10) for job in came), len(came))


def returning(raw: RawMarket) -> float:
    finished: dict[int, datetime] = {}
    for order in raw.orders:
        if order["status"] in {"done", "closed"} and (at := raw.first(order, "done")):
            finished[order["customer_id"]] = min(at, finished.get(order["customer_id"], at))
    again = [o for o in raw.placed if finished.get(o["customer_id"], UNTIL) < o["created_at"]]
    return share(len(again), len(raw.placed))


def recommend(raw: RawMarket) -> float:
    marks = answered(raw, "recommend")
    return 100 * mean(1 if mark >= 9 else -1 if mark <= 6 else 0 for mark in marks)


def acceptance(raw: RawMarket) -> float:
    statuses = [offer["status"] for offer in own(raw, raw.offers)]
    return share(statuses.count("accepted"), statuses.count("accepted") + statuses.count("declined"))


def completion(raw: RawMarket) -> float:
    statuses = [job["status"] for job in own(raw, raw.jobs)]
    return share(statuses.count("done"), statuses.count("done") + statuses.count("handed_back"))


def complaints(raw: RawMarket) -> float:
    """From the orders' histories."""
    opened = [e for o in raw.placed for e in raw.events[o["id"]] if e["kind"] == "case_opened"]
    real = [event for event in opened if event["details"]["kind"] != "question"]
    return 100 * share(len(real), sum(job["status"] == "done" for job in own(raw, raw.jobs)))


def minutes_to_solve(raw: RawMarket) -> float:
    """From the histories, where cases open, and the audit log, where operators close them, some more than once."""
    solved = {case["id"] for case in raw.cases if case["status"] == "solved"}
    closed = {act["subject"]: act["at"] for act in raw.acts if act["act"] == "case_closed"}
    minutes = [
        (closed[f"case:{event['details']['case']}"] - event["at"]).total_seconds() / 60
        for order in raw.placed
        for event in raw.events[order["id"]]
        if event["kind"] == "case_opened" and event["details"]["case"] in solved
    ]
    return float(median(minutes))


def offers_an_order(raw: RawMarket) -> float:
    """From the waves that the histories keep."""
    asked = [
        sum(len(event["details"]["asked"]) for event in raw.events[order["id"]] if event["kind"] == "wave")
        for order in raw.placed
    ]
    return mean(count for count in asked if count)


def given(raw: RawMarket) -> float:
    """By the audit log alone: what operators gave, minus what they took back."""
    placed, cases = {order["id"] for order in raw.placed}, {case["id"]: case for case in raw.cases}
    total = 0
    for act in raw.acts:
        sign = {"credit_given": 1, "credit_taken_back": -1}.get(act["act"], 0)
        case = cases[int(act["subject"].removeprefix("case:"))] if sign else {"order_id": 0}
        if sign and (case["order_id"] in placed or (case["order_id"] is None and SINCE <= act["at"] < UNTIL)):
            total += sign * act["details"]["amount"]
    return total


OTHERWISE: dict[str, Callable[[RawMarket], float]] = {
    "placed": lambda raw: len([e for o in raw.placed for e in raw.events[o["id"]] if e["kind"] == "placed"]),
    "done": lambda raw: len(done(raw)),
    "earned": lambda raw: sum((j["pay"] or 0) + (j["extra"] or 0) for j in own(raw, raw.jobs) if j["status"] == "done"),
    "accepted": lambda raw: share(len(having(raw, "accepted")), len(raw.placed)),
    "accept_half": lambda raw: quantiles(minutes(raw, "accepted"), n=10, method="inclusive")[4],
    "accept_most": lambda raw: quantiles(minutes(raw, "accepted"), n=10, method="inclusive")[8],
    "arrive_half": lambda raw: quantiles(arrivals(raw), n=10, method="inclusive")[4],
    "arrive_most": lambda raw: quantiles(arrivals(raw), n=10, method="inclusive")[8],
    "within_hour": within_hour,
    "unserved": unserved,
    "cancelled": lambda raw: share(len(having(raw, "cancelled")), len(raw.placed)),
    "offers_an_order": offers_an_order,
    "acceptance": acceptance,
    "on_time": on_time,
    "completion": completion,
    "first_visit": lambda raw: mean(r["fixed"] for r in customers_ratings(raw) if r["fixed"] is not None),
    "still_fine": lambda raw: mean(answered(raw, "still_fine")),
    "stars": lambda raw: mean(r["stars"] for r in customers_ratings(raw)),
    "satisfied": lambda raw: mean(r["stars"] in {4, 5} for r in customers_ratings(raw)),
    "recommend": recommend,
    "complaints": complaints,
    "solve_half": minutes_to_solve,
    "returning": returning,
    "given": given,
}
FROM_FACTS = {"churn"}
"""A figure that a month of this market does not have: below, from facts made by hand."""


def test_every_figure_is_computed_otherwise_too() -> None:
    assert {figure.key for figure in FIGURES} == set(OTHERWISE) | FROM_FACTS


@pytest.mark.parametrize("key", OTHERWISE)
def test_by_another_way_it_is_the_same(raw: RawMarket, key: str) -> None:
    value = figure(key).of(raw.facts)
    assert value is not None
    assert value.value == pytest.approx(OTHERWISE[key](raw))


def test_the_invented_month_is_worth_measuring(raw: RawMarket) -> None:
    assert len(raw.placed) > 40
    assert len(done(raw)) > 20
    assert answered(raw, "recommend")
    assert {"credit_given", "credit_taken_back"} <= {act["act"] for act in raw.acts}
    assert len({act["subject"] for act in raw.acts if act["act"] == "case_reopened"}) > 0


def test_who_stayed_away() -> None:
    churn = figure("churn").of(Facts(SINCE, UNTIL, regulars=frozenset({1, 2, 3, 4}), back=frozenset({2})))
    assert churn is not None
    assert (churn.value, churn.sample) == (0.75, 4)


def test_nothing_is_measured_of_nothing() -> None:
    values = {figure.key: figure.of(Facts(SINCE, UNTIL)) for figure in FIGURES}
    assert {key for key, value in values.items() if value is not None} == {"placed", "done"}
