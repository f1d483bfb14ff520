"""Who is called in in the lab: people beside their shift, when more is to come than those at work can serve."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot.matching.hours import works_at
from bot.matching.lab.calling import BESIDE_SHIFT, with_called
from bot.matching.lab.city import build_city
from bot.matching.lab.demand import synthetic_day
from bot.matching.lab.measures import measure
from bot.matching.lab.policies import Policy, engine
from bot.matching.lab.simulation import simulate
from tests.matching_scene import MARKET

DAY = partial(synthetic_day, MARKET)
OVERRUN = build_city(MARKET, DAY, seed=5, orders_a_day=120, technicians=16, days=2)
CALLED = with_called(OVERRUN, DAY)


def test_people_come_beside_their_own_hours_and_once_a_day() -> None:
    zone, rules = MARKET.city.time_zone, MARKET.calling_in
    spells = [(one, spell) for one in CALLED.technicians for spell in one.called_in]
    assert spells
    for technician, (since, until) in spells:
        shifts = [since + hours for hours in (-BESIDE_SHIFT, timedelta(0), BESIDE_SHIFT)]
        assert any(works_at(technician.hours, moment, zone) for moment in shifts)
        assert technician.hours_at(since) == {}
        assert technician.hours_at(until) == technician.hours
        assert until - since < rules.look_ahead
    assert all(len({since.date() for since, _ in one.called_in}) == len(one.called_in) for one in CALLED.technicians)


def test_whoever_comes_serves_orders_that_nobody_would_have_served() -> None:
    policy = Policy("this engine", engine)
    before, after = (measure(simulate(city, policy)) for city in (OVERRUN, CALLED))
    assert after.unserved < before.unserved


def test_a_market_that_calls_nobody_has_nobody_come() -> None:
    calm = replace(OVERRUN, orders=OVERRUN.orders[:4])
    assert with_called(calm, DAY) == calm
