"""The figures mean what their headings say."""

from datetime import timedelta
from functools import partial
from math import isnan, nan
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.lab.city import build_city
from bot.matching.lab.demand import synthetic_day
from bot.matching.lab.experiment import Experiment, run
from bot.matching.lab.measures import Estimate, estimate, gini, measure, quantile
from bot.matching.lab.policies import POLICIES
from bot.matching.lab.records import Outcome
from bot.matching.lab.simulation import simulate
from bot.matching.lab.table import table
from tests.matching_scene import MARKET

DAY = partial(synthetic_day, MARKET)
COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=40)


def test_gini_of_equals_is_nothing_and_of_one_owner_almost_one() -> None:
    assert gini([3, 3, 3, 3]) == pytest.approx(0)
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([0, 0]) == 0


@given(COUNTS)
def test_gini_is_half_the_relative_mean_difference(counts: list[int]) -> None:
    total, people = sum(counts), len(counts)
    differences = sum(abs(one - other) for one in counts for other in counts)
    assert gini(counts) == pytest.approx(differences / (2 * people * total) if total else 0)


def test_quantiles() -> None:
    assert quantile([5, 1, 3, 2, 4], 0.5) == 3
    assert quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9) == 9
    assert isnan(quantile([], 0.9))


def test_an_interval_is_students() -> None:
    three = estimate([1, 2, 3])
    assert three.mean == 2
    assert three.half_width == pytest.approx(4.30 / 3**0.5)
    alone = estimate([7])
    assert alone.mean == 7
    assert isnan(alone.half_width)


def test_the_figures_of_a_day_are_those_of_its_orders() -> None:
    city = build_city(MARKET, DAY, 3, 120, 60, 1)
    world = simulate(city, POLICIES[0])
    found = [order for order in world.orders if order.outcome is Outcome.FOUND]
    in_time = [order for order in found if max(order.arrived) <= order.placed + timedelta(hours=1)]
    measures = measure(world)
    assert measures.on_site == pytest.approx(100 * len(in_time) / 120)
    assert measures.unserved == pytest.approx(100 - 100 * len(found) / 120)
    assert measures.offers_an_order == pytest.approx(fmean(len(order.offers) for order in world.orders))


def test_the_table_has_a_line_a_load_and_policy_however_many_work_on_it() -> None:
    experiment = Experiment(MARKET, DAY, (10, 20), seeds=2, technicians=15)
    alone = table(run(experiment, processes=1))
    lines = alone.splitlines()
    assert len(lines) == 2 + 2 * len(POLICIES)
    assert len({len(line) for line in lines}) == 1
    assert "this engine" in alone
    assert table(run(experiment, processes=2)) == alone


def test_what_nobody_can_say_is_a_dash() -> None:
    experiment = Experiment(MARKET, DAY, (1,), seeds=1, technicians=1)
    (row, *_) = run(experiment, processes=1)
    row.figures["km_a_job"] = Estimate(nan, nan)
    assert "| –" in table([row])
