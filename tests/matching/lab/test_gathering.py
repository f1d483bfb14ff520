"""The few whom the lab's engine hears of make the very wave that everybody would."""

from dataclasses import replace
from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.matching.eligibility import first_failed
from bot.matching.hours import works_at
from bot.matching.lab.calling import with_called
from bot.matching.lab.city import build_city
from bot.matching.lab.demand import synthetic_day
from bot.matching.lab.gathering import Gathering
from bot.matching.lab.policies import Decision, Policy, Prophecy, engine, engine_unlearned
from bot.matching.lab.simulation import simulate
from bot.matching.searches import Search
from tests.matching_scene import MARKET, plan

DAY = partial(synthetic_day, MARKET)
ZONE = MARKET.city.time_zone


def everybody_who_may_be_asked(gathering: Gathering, search: Search) -> set[int]:
    """By the rules, from the whole city."""
    duties = gathering.roster.duties
    people = [duty.as_candidate(gathering.now, gathering.order) for duty in duties]
    on_shift = [one for one in people if works_at(one.hours, search.now, ZONE)]
    return {one.id for one in on_shift if first_failed(one, search) is None}


def compared(gathering: Gathering, search: Search, prophecy: Prophecy) -> Decision:
    """What the engine decides, after a look at what it decides with everybody before it."""
    plain = plan(gathering.everybody(), search)
    able = [one.candidate.id for one in (*plain.asked, *plain.waiting)]
    assert set(able) == everybody_who_may_be_asked(gathering, search)
    coming = list(gathering.considered(search).coming)
    assert set(able) <= {one.id for _, one in coming}
    felt = {one.candidate.id: one.felt for one in (*plain.asked, *plain.waiting)}
    assert all(least <= felt[one.id] for least, one in coming if one.id in felt)
    decision = engine(gathering, search, prophecy)
    assert (list(decision.asked), decision.pause) == (list(plain.asked), plain.pause)
    return decision


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.integers(1, 200), st.integers(1, 30))
def test_the_wave_is_the_one_that_everybody_would_make(seed: int, orders: int, technicians: int) -> None:
    simulate(build_city(MARKET, DAY, seed, orders, technicians, 1), Policy("compared", compared))


def test_it_is_with_people_who_were_called_in_and_on_many_days() -> None:
    city = build_city(MARKET, DAY, 5, 250, 30, 2)
    simulate(with_called(city, DAY), Policy("compared", compared))


def test_nothing_learned_is_the_same_as_nobody_known() -> None:
    """The unlearned engine takes nothing from habits; with nothing learned yet, the two agree."""

    def both(gathering: Gathering, search: Search, prophecy: Prophecy) -> Decision:
        unlearned = engine_unlearned(gathering, search, prophecy)
        people = [replace(one, habits=type(one.habits)()) for one in gathering.everybody()]
        plain = plan(people, replace(search, knowledge=type(search.knowledge)()))
        assert [one.candidate for one in unlearned.asked] == [one.candidate for one in plain.asked]
        return unlearned

    simulate(build_city(MARKET, DAY, 9, 120, 25, 1), Policy("both", both))
