"""The few whom the lab's engine hears of make the very wave that everybody would."""

from functools import partial

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.habits import NEWCOMER
from bot.matching.eligibility import first_failed
from bot.matching.hours import works_at
from bot.matching.lab.calling import with_called
from bot.matching.lab.city import build_city
from bot.matching.lab.demand import synthetic_day
from bot.matching.lab.gathering import Gathering
from bot.matching.lab.policies import Decision, Policy, Prophecy, engine
from bot.matching.lab.simulation import simulate
from bot.matching.prediction import PRIOR
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


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10_000), st.integers(1, 120), st.integers(1, 25))
def test_the_wave_is_the_one_that_everybody_would_make(seed: int, orders: int, technicians: int) -> None:
    simulate(build_city(MARKET, DAY, seed, orders, technicians, 1), Policy("compared", compared))


def test_it_is_with_people_who_were_called_in() -> None:
    city = build_city(MARKET, DAY, 5, 150, 20, 1)
    simulate(with_called(city, DAY), Policy("compared", compared))


def test_who_does_not_learn_knows_what_was_known_on_the_first_day() -> None:
    city = build_city(MARKET, DAY, 9, 120, 25, 1)
    learned, unlearned = (simulate(city, Policy("engine", engine, learns=learns)) for learns in (True, False))
    assert learned.knowledge.offers > 100
    assert unlearned.knowledge is PRIOR
    assert {duty.habits for duty in unlearned.duties.values()} == {NEWCOMER}
