"""Whatever a policy decides, in whatever city: the rules of asking hold, and every order ends."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.domain.candidates import Candidate
from bot.domain.offers import OfferStatus
from bot.matching.distance import metres_between
from bot.matching.eligibility import first_failed
from bot.matching.hours import works_at
from bot.matching.lab.city import SimulatedCity, build_city
from bot.matching.lab.demand import synthetic_day
from bot.matching.lab.gathering import Gathering
from bot.matching.lab.measures import measure
from bot.matching.lab.policies import NO_LIMITS, POLICIES, Decision, Foreseen, Policy, Prophecy, with_aims
from bot.matching.lab.records import Outcome
from bot.matching.lab.simulation import simulate
from bot.matching.searches import Search
from tests.matching_scene import AIMS, MARKET, ranking_of

DAY = partial(synthetic_day, MARKET)
PATIENCE = MARKET.dispatch.patience


def cities() -> st.SearchStrategy[SimulatedCity]:
    """Small ones, from deserted to overrun, each technician with few trades: waves find too few and too many."""
    return st.builds(
        partial(build_city, MARKET, DAY),
        st.integers(0, 10_000),
        st.integers(1, 60),
        st.integers(1, 40),
        st.integers(1, 2),
    )


POLICY = st.sampled_from(POLICIES)
EACH_IN_ITS_OWN_TIME = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def watched(policy: Policy, seen: list[tuple[Search, list[Candidate]]]) -> Policy:
    """The same policy, and what it was asked and has answered."""

    def plan(gathering: Gathering, search: Search, prophecy: Prophecy) -> Decision:
        decision = policy.plan(gathering, search, prophecy)
        seen.append((search, [ranked.candidate for ranked in decision.asked]))
        return decision

    return replace(policy, plan=plan)


@EACH_IN_ITS_OWN_TIME
@given(cities(), POLICY)
def test_nobody_is_asked_who_may_not_be(city: SimulatedCity, policy: Policy) -> None:
    waves: list[tuple[Search, list[Candidate]]] = []
    simulate(city, watched(policy, waves))
    known = {technician.id: technician for technician in city.technicians}
    for search, asked in waves:
        widest = with_aims(replace(search, wave=100), AIMS if "engine" in policy.name else NO_LIMITS)
        assert [first_failed(candidate, widest) for candidate in asked] == [None] * len(asked)
        for technician in (known[candidate.id] for candidate in asked):
            assert search.skills <= technician.skills
            assert metres_between(technician.base, search.visit.point) <= technician.radius_km * 1000
            assert works_at(technician.hours, search.now, MARKET.city.time_zone)


@EACH_IN_ITS_OWN_TIME
@given(cities(), POLICY)
def test_nobody_is_asked_twice(city: SimulatedCity, policy: Policy) -> None:
    waves: list[tuple[Search, list[Candidate]]] = []
    world = simulate(city, watched(policy, waves))
    asked = [candidate.id for _, wave in waves for candidate in wave]
    assert len(asked) == sum(len(order.offers) for order in world.orders)
    assert all(len({candidate.id for candidate in wave}) == len(wave) for _, wave in waves)


@EACH_IN_ITS_OWN_TIME
@given(cities(), POLICY)
def test_a_crew_is_never_over_filled(city: SimulatedCity, policy: Policy) -> None:
    for order in simulate(city, policy).orders:
        assert len(set(order.joined)) == len(order.joined) <= order.crew
        accepted = {technician for technician, status in order.offers.items() if status is OfferStatus.ACCEPTED}
        assert accepted == set(order.joined)


@EACH_IN_ITS_OWN_TIME
@given(cities(), POLICY)
def test_every_order_ends(city: SimulatedCity, policy: Policy) -> None:
    world = simulate(city, policy)
    assert len(world.orders) == len(city.orders)
    for order in world.orders:
        assert order.ended is not None
        assert order.ended - order.placed <= PATIENCE
        assert not order.is_anybody_asked
        is_found = order.outcome is Outcome.FOUND
        assert len(order.arrived) == (order.crew if is_found else 0)
        assert is_found or order.outcome is Outcome.UNSERVED


@EACH_IN_ITS_OWN_TIME
@given(cities(), POLICY)
def test_nobody_is_left_with_anything_to_do(city: SimulatedCity, policy: Policy) -> None:
    world = simulate(city, policy)
    for duty in world.duties.values():
        assert (duty.jobs, duty.running, duty.asked_for) == ([], None, set())
    done = sum(duty.done for duty in world.duties.values())
    assert done == sum(order.crew for order in world.orders if order.outcome is Outcome.FOUND)


@EACH_IN_ITS_OWN_TIME
@given(st.integers(0, 10_000), st.integers(1, 60), POLICY)
def test_the_same_seed_gives_the_same_figures(seed: int, orders: int, policy: Policy) -> None:
    first, second = (build_city(MARKET, DAY, seed, orders, 30, 1) for _ in range(2))
    assert first == second
    assert repr(measure(simulate(first, policy))) == repr(measure(simulate(second, policy)))


def test_other_seeds_give_other_figures() -> None:
    one, other = (measure(simulate(build_city(MARKET, DAY, seed, 80, 40, 1), POLICIES[0])) for seed in (1, 2))
    assert one != other


def test_a_policy_that_asks_twice_is_stopped() -> None:
    def insistent(gathering: Gathering, search: Search, _prophecy: Prophecy) -> Decision:
        people = [replace(one, asked=False, silent_since=None) for one in gathering.everybody()]
        return Decision(ranking_of(people, search), timedelta(minutes=1))

    city = build_city(MARKET, DAY, 1, 80, 40, 1)
    with pytest.raises(ValueError, match="twice"):
        simulate(city, Policy("insistent", insistent))


def test_what_the_oracle_is_told_comes_true() -> None:
    told: dict[tuple[float, float], Foreseen] = {}

    def remembers(gathering: Gathering, search: Search, prophecy: Prophecy) -> Decision:
        decision = ORACLE.plan(gathering, search, prophecy)
        for one in decision.asked:
            yes = prophecy(one.candidate.id)
            assert yes is not None
            told[search.visit.point.lat, search.visit.point.lon] = replace(
                yes, there_after=search.now + yes.there_after - city.midnight
            )
        return decision

    city = build_city(MARKET, DAY, 7, 200, 60, 1)
    city = replace(city, orders=tuple(replace(wanted, crew=1) for wanted in city.orders))
    world = simulate(city, Policy("remembers", remembers))
    found = [order for order in world.orders if order.outcome is Outcome.FOUND]
    gaps = [
        abs(order.arrived[0] - city.midnight - told[order.visit.point.lat, order.visit.point.lon].there_after)
        for order in found
    ]
    assert len(gaps) > 50
    assert sorted(gaps)[len(gaps) // 2] < timedelta(seconds=1)


ORACLE = next(policy for policy in POLICIES if policy.name == "online oracle")
