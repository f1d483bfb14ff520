"""Whom the market calls in, from all that it knows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.domain.calls import CallRecord
from bot.domain.candidates import Candidate, Visit
from bot.domain.ids import PersonId
from bot.domain.past_orders import PastOrder
from bot.domain.technicians import Shift
from bot.matching.calling_in import LEAST_PAST, Situation, busy_for, plan, usual_chance
from tests.clock import NOON
from tests.matching_scene import DOOR, MARKET, candidate, window
from tests.past_scene import every_day_at

LEAK = frozenset({"plumbing"})


def leak(placed: Any, **changes: Any) -> PastOrder:
    return replace(PastOrder(placed, DOOR, LEAK, "leak"), **changes)


BUSY_NOONS = [leak(placed) for placed in every_day_at([0.5, 1, 1.5, 2], 42, NOON)]
"""Four orders in the two hours after noon, every day for six weeks."""


def off_duty(*ids: int, **changes: Any) -> list[Candidate]:
    return [candidate(id_, online=False, **changes) for id_ in ids]


def situation(**changes: Any) -> Situation:
    """Noon of a busy day, nobody at work, and eight plumbers off duty."""
    everybody = off_duty(*range(10, 18))
    return replace(Situation(MARKET, NOON, BUSY_NOONS, [], everybody, frozenset(), {}), **changes)


def called(**changes: Any) -> set[int]:
    return {wanted.technician for wanted in plan(situation(**changes)).wanted}


def test_people_are_called_in_and_told_what_to_expect() -> None:
    found = plan(situation())
    assert found.outlook is not None
    assert found.outlook.expected == pytest.approx(4, abs=0.5)
    assert found.outlook.served == 0
    assert 3 <= len(found.wanted) <= 8
    assert {wanted.jobs for wanted in found.wanted} == {4}
    assert found.until == NOON + timedelta(hours=3)


def test_nobody_is_called_where_those_at_work_suffice() -> None:
    at_work = [candidate(number) for number in range(20, 24)]
    assert called(everybody=[*at_work, *off_duty(10, 11)]) == set()


def test_a_market_without_a_past_foresees_nothing() -> None:
    found = plan(situation(past=BUSY_NOONS[: LEAST_PAST - 1]))
    assert (found.outlook, found.wanted) == (None, ())


def test_orders_that_wait_are_no_matter_of_forecast() -> None:
    """At this hour nothing is expected, but three technicians are missing somewhere."""
    quiet = [leak(placed) for placed in every_day_at([8, 9], 42, NOON)]
    assert called(past=quiet) == set()
    assert called(past=quiet, waiting=[leak(NOON, crew=3)]) != set()


def test_an_order_for_two_is_two_jobs() -> None:
    for_two = [leak(order.placed, crew=2) for order in BUSY_NOONS]
    found = plan(situation(past=for_two)).outlook
    assert found is not None
    assert found.expected == pytest.approx(8, abs=1)


def test_scheduled_visits_teach_nothing_about_the_hour_of_placing() -> None:
    later = [leak(order.placed, scheduled=True) for order in BUSY_NOONS]
    found = plan(situation(past=later)).outlook
    assert found is not None
    assert found.expected == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"hours": {5: Shift(NOON.time(), NOON.time())}},  # Saturdays only
        {"reachable": False},
        {"banned": True},
        {"skills": frozenset({"electrics"})},
    ],
)
def test_who_is_not_called(changes: dict[str, Any]) -> None:
    assert called(everybody=off_duty(10, 11, 12, **changes)) == set()


def test_who_wants_peace_or_was_called_is_left_alone() -> None:
    rules = MARKET.calling_in
    often = CallRecord(calls=2, lately=rules.calls_a_day, last_at=NOON - timedelta(hours=20))
    just_now = CallRecord(calls=1, lately=1, last_at=NOON - rules.rest / 2)
    rested = CallRecord(calls=1, lately=1, last_at=NOON - rules.rest)
    found = called(in_peace=frozenset({PersonId(10)}), records={11: often, 12: just_now, 13: rested})
    assert found & {10, 11, 12} == set()
    assert 13 in found


def test_more_are_called_where_few_come() -> None:
    nobody_comes = {PersonId(number): CallRecord(calls=10) for number in range(100, 110)}
    everybody_comes = {PersonId(number): CallRecord(calls=10, came=10) for number in range(100, 110)}
    assert usual_chance(nobody_comes) < 0.1
    assert usual_chance(everybody_comes) > 0.9
    crowd = off_duty(*range(10, 60))
    assert len(called(everybody=crowd, records=nobody_comes)) > len(called(everybody=crowd, records=everybody_comes))


def test_running_jobs_take_their_time() -> None:
    now, later = Visit(DOOR, None, 60), Visit(DOOR, window(2), 60)
    assert busy_for(candidate()) == timedelta(0)
    assert busy_for(candidate(visits=(later,))) == timedelta(0)
    assert busy_for(candidate(visits=(now, later, now))) == timedelta(minutes=90)
