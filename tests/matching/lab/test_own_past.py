"""A market's own orders, replayed under other settings."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from bot.domain.candidates import Candidate
from bot.domain.past_orders import PastOrder
from bot.matching.lab.own_past import LEAST_ORDERS, MOST_ORDERS, SETTINGS, OwnPast, replay
from bot.matching.lab.sketches import MINUTES
from tests.clock import NOON
from tests.matching_scene import DOOR, MARKET, candidate, km_north

LEAK = frozenset({"plumbing"})


def past(count: int = 120) -> tuple[PastOrder, ...]:
    """Leaks over a week, up to six kilometres north of the door."""
    dice = Random(3)
    placed = sorted(NOON + timedelta(minutes=dice.random() * 7 * 24 * 60) for _ in range(count))
    return tuple(PastOrder(moment, km_north(dice.random() * 6), LEAK, "leak", id=n) for n, moment in enumerate(placed))


PLUMBERS: tuple[Candidate, ...] = tuple(candidate(number, base=km_north(number % 5)) for number in range(10, 18))


def test_every_setting_serves_the_same_orders() -> None:
    compared = replay(OwnPast(MARKET, past(), PLUMBERS))
    assert (compared.orders, compared.left_out, compared.technicians) == (120, 0, 8)
    assert [one.setting for one in compared.replayed] == list(SETTINGS)
    for one in compared.replayed:
        assert len(one.arrivals) == len(MINUTES)
        assert all(earlier <= later for earlier, later in pairwise(one.arrivals))
        assert one.arrivals[MINUTES.index(60)] == pytest.approx(one.measures.on_site)
    by_setting = {one.setting: one.measures for one in compared.replayed}
    assert by_setting["twice_as_many"].offers_an_order >= by_setting["as_it_is"].offers_an_order


def test_the_same_past_gives_the_same_answer() -> None:
    assert replay(OwnPast(MARKET, past(), PLUMBERS)) == replay(OwnPast(MARKET, past(), PLUMBERS))


def test_too_few_orders_or_nobody_to_serve_them() -> None:
    few = replay(OwnPast(MARKET, past(LEAST_ORDERS - 1), PLUMBERS))
    assert (few.orders, few.replayed) == (LEAST_ORDERS - 1, ())
    assert replay(OwnPast(MARKET, past(), ())).replayed == ()


def test_what_cannot_be_replayed_is_left_out_and_counted() -> None:
    scheduled = PastOrder(NOON, DOOR, LEAK, "leak", scheduled=True)
    own_words = PastOrder(NOON, DOOR, frozenset(), "something_else")
    compared = replay(OwnPast(MARKET, (*past(LEAST_ORDERS - 1), scheduled, own_words), PLUMBERS))
    assert (compared.orders, compared.left_out) == (LEAST_ORDERS - 1, 2)


def test_only_the_latest_of_very_many() -> None:
    many = tuple(replace(order, id=number) for number, order in enumerate(past(60) * 40))
    assert replay(OwnPast(MARKET, many, ())).orders == MOST_ORDERS
