"""Each rule keeps out exactly whom it should, under its own name."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from bot.domain.candidates import Visit
from bot.domain.levels import Level
from bot.domain.technicians import Shift, TechnicianStatus
from bot.matching.eligibility import MOST_OPEN_OFFERS, RULES, first_failed
from tests.clock import NOON
from tests.matching_scene import AIMS, CUSTOMER, DOOR, candidate, km_north, search, window

BUSY = (Visit(DOOR, None, 60),) * 2
BREAKS = [
    ("approved", {"status": TechnicianStatus.SUSPENDED}),
    ("approved", {"status": TechnicianStatus.PENDING}),
    ("not_banned", {"banned": True}),
    ("not_the_customer", {"id": CUSTOMER}),
    ("not_blocked", {"blocked": True}),
    ("skills", {"skills": frozenset({"locks"})}),
    ("not_handed_back", {"handed_back": True}),
    ("not_declined", {"declined": True}),
    ("not_on_it", {"on_it": True}),
    ("not_asked", {"asked": True}),
    ("reachable", {"reachable": False}),
    ("online", {"online": False}),
    ("hours", {"hours": {2: Shift(time(13), time(20))}}),
    ("own_radius", {"base": km_north(3), "radius_km": 2}),
    ("load", {"visits": BUSY}),
    ("free_soon", {"visits": BUSY[:1]}),
    ("no_clash", {"visits": (Visit(DOOR, window(0.1, 0.1), 120),)}),
    ("open_offers", {"open_offers": MOST_OPEN_OFFERS}),
    ("asked_often", {"asked_lately": AIMS.most_an_hour}),
    ("wave_radius", {"base": km_north(4.1)}),
]


def test_an_ordinary_technician_may_be_asked() -> None:
    assert first_failed(candidate(), search()) is None


@pytest.mark.parametrize(("rule", "change"), BREAKS)
def test_a_broken_rule_is_the_reason(rule: str, change: dict[str, Any]) -> None:
    assert first_failed(candidate(**change), search()) == rule


def test_nobody_is_asked_who_will_hardly_be_there_in_time() -> None:
    late = search(since=NOON - timedelta(minutes=58))
    assert first_failed(candidate(), late) == "in_time"
    assert first_failed(candidate(), replace(late, widened=1)) is None


def test_a_higher_level_than_wanted_will_do_and_a_lower_one_will_not() -> None:
    wanted = search(level=Level.CERTIFIED)
    assert first_failed(candidate(level=Level.JUNIOR), wanted) == "level"
    assert first_failed(candidate(level=Level.CERTIFIED), wanted) is None
    assert first_failed(candidate(level=Level.MENTOR), wanted) is None


def test_every_document_that_is_required_must_be_there() -> None:
    wanted = search(documents=frozenset({"identity", "licence"}))
    assert first_failed(candidate(documents=frozenset({"identity"})), wanted) == "documents"
    assert first_failed(candidate(documents=frozenset({"identity", "licence", "other"})), wanted) is None


@pytest.mark.parametrize(
    ("km", "is_simple", "rule"), [(1, True, None), (1, False, "restricted"), (7, True, "restricted")]
)
def test_first_jobs_are_near_and_simple(km: float, is_simple: bool, rule: str | None) -> None:
    wanted = search(is_simple=is_simple, wave=9)
    assert first_failed(candidate(base=km_north(km), restricted=True), wanted) == rule
    assert first_failed(candidate(base=km_north(km)), wanted) is None


def test_whoever_is_almost_done_counts_as_free() -> None:
    begun = NOON - timedelta(minutes=55)
    almost = candidate(visits=(Visit(DOOR, None, 60, due=begun, begun=begun),))
    assert first_failed(almost, search()) is None
    assert first_failed(replace(almost, visits=BUSY[:1]), search(widened=1)) is None


def test_every_rule_is_tested_here() -> None:
    assert {rule for rule, _ in BREAKS} | {"in_time", "level", "documents", "restricted"} == {
        rule.name for rule in RULES
    }


def test_the_first_of_several_reasons_is_told() -> None:
    assert first_failed(candidate(online=False, banned=True, asked=True), search()) == "not_banned"


def test_all_skills_are_needed() -> None:
    both = search(skills=frozenset({"plumbing", "locks"}))
    assert first_failed(candidate(), both) == "skills"
    assert first_failed(candidate(skills=frozenset({"plumbing", "locks", "glazing"})), both) is None


def test_the_last_shared_position_counts_while_it_is_fresh() -> None:
    away = candidate(position=km_north(9), position_at=NOON - timedelta(minutes=60))
    assert first_failed(away, search()) == "wave_radius"
    assert first_failed(replace(away, position_at=NOON - timedelta(minutes=61)), search()) is None


def test_the_own_radius_is_measured_from_the_base_wherever_they_are() -> None:
    here = candidate(base=km_north(12), position=DOOR, position_at=NOON)
    assert first_failed(here, search()) == "own_radius"


def test_a_scheduled_visit_must_fall_into_the_working_hours() -> None:
    mornings = candidate(hours={day: Shift(time(8), time(12, 30)) for day in range(7)})
    assert first_failed(mornings, search()) is None
    later = Visit(DOOR, window(3), 60)
    assert first_failed(mornings, search(visit=later)) == "hours"


def test_a_window_that_has_begun_wants_somebody_now() -> None:
    noons = candidate(hours={2: Shift(time(11, 30), time(16))})
    assert first_failed(noons, search(visit=Visit(DOOR, window(-1), 60))) is None


def test_nobody_has_more_jobs_than_the_market_allows() -> None:
    eager = candidate(max_jobs=99, visits=(Visit(DOOR, None, 60),) * 3)
    assert first_failed(eager, search()) == "load"


def test_the_favourite_may_be_further_away_than_the_wave_looks() -> None:
    favourite = candidate(77, base=km_north(9))
    assert first_failed(favourite, search(favourite=77)) is None
    assert first_failed(favourite, search()) == "wave_radius"
