"""What a customer is told before they confirm, from whoever is online near."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.candidates import Candidate
from bot.domain.promises import Promise
from bot.domain.technicians import Shift
from bot.matching.promise import LATEST, MOST_PEOPLE, Facts, moment_of, played_forward, promise, who_could_be_asked
from tests.clock import NOON
from tests.matching_scene import candidate, km_north, search

FIVE = timedelta(minutes=5)


def made(*candidates: Candidate, **changes: Any) -> Promise:
    return promise(Facts(search(**changes), candidates))


def plumbers(count: int, first: int = 10, **changes: Any) -> list[Candidate]:
    return [candidate(first + number, base=km_north(1 + number / 10), **changes) for number in range(count)]


def test_many_around_and_both_times_are_named() -> None:
    told = made(*plumbers(12))
    assert told.around == 12
    assert told.likely is not None
    assert told.sure is not None
    assert NOON < told.likely <= told.sure < NOON + timedelta(hours=1)
    assert (told.likely.minute % 5, told.likely.second) == (0, 0)


def test_few_around_and_less_is_said() -> None:
    assert made(*plumbers(2)).sure is None
    assert made() == Promise(NOON, 0, None, None)


def test_nobody_counts_who_could_not_be_asked() -> None:
    away = plumbers(3, online=False)
    others = plumbers(3, 20, skills=frozenset({"electrics"}))
    asleep = plumbers(3, 30, hours={6: Shift(NOON.time(), NOON.time())})
    assert made(*away, *others, *asleep).around == 0


def test_whoever_is_beyond_the_first_radius_is_asked_later() -> None:
    near = candidate(10, base=km_north(1))
    far = candidate(11, base=km_north(9), radius_km=20)
    asked = list(played_forward([near, far], search()))
    assert asked[0].after == 0
    assert asked[1].after > 0
    assert asked[1].way > asked[0].way


def test_a_crew_of_two_comes_no_sooner_than_one() -> None:
    one, two = made(*plumbers(12)), made(*plumbers(12), missing=2)
    assert one.likely is not None
    assert two.likely is None or two.likely >= one.likely


def test_nobody_is_reckoned_with_twice_and_not_with_a_whole_city() -> None:
    crowd = plumbers(60)
    assert len(who_could_be_asked(crowd, search())) == MOST_PEOPLE
    asked = list(played_forward(plumbers(30), search()))
    assert len(asked) <= 30


def test_times_are_the_nearest_full_five_minutes_and_never_over_already() -> None:
    for minutes in (0.1, 4.9, 5.0, 7.2, 61.0):
        told = moment_of(NOON, minutes)
        assert told is not None
        assert abs(told - (NOON + timedelta(minutes=minutes))) <= FIVE / 2
        assert told >= NOON
        assert told.minute % 5 == 0
    assert moment_of(NOON, LATEST / timedelta(minutes=1) + 1) is None
    assert moment_of(NOON, float("inf")) is None


def test_the_same_facts_give_the_same_promise() -> None:
    facts = Facts(search(), tuple(plumbers(8)))
    assert promise(facts) == promise(replace(facts, candidates=facts.candidates[::-1]))
