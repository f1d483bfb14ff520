"""Who is called in when more is to come than those at work can serve."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.ids import PersonId
from bot.matching.forecast import Demand
from bot.matching.shortage import BUSY, Hand, capacity, outlook
from tests.clock import NOON
from tests.matching_scene import DOOR, km_north, near

LEAK, LIGHT = frozenset({"plumbing"}), frozenset({"electrics"})
EACH = timedelta(hours=1)
UNTIL = NOON + timedelta(hours=3)


def hand(id_: int = 1, *, on_duty: bool = False, skills: frozenset[str] = LEAK, km: float = 0.0) -> Hand:
    """Somebody with three hours' time, whose base is that far from the door; those off duty may come or not."""
    return Hand(PersonId(id_), skills, km_north(km), 10, NOON, UNTIL, 1.0 if on_duty else 0.5, on_duty)


def leaks(orders: float) -> Demand:
    return Demand(DOOR, LEAK, orders)


def test_nobody_is_called_while_those_at_work_suffice() -> None:
    seen = outlook([leaks(4)], [hand(1, on_duty=True), hand(2, on_duty=True), hand(3)], EACH)
    assert seen.missing == pytest.approx(0)
    assert seen.calls == ()


def test_as_many_are_called_as_will_bring_enough() -> None:
    """Three orders, nobody at work; each of those off duty brings 1.2 of them: half come, for 2.4 each."""
    seen = outlook([leaks(3)], [hand(number) for number in range(1, 9)], EACH)
    assert len(seen.calls) == 3
    assert seen.missing == pytest.approx(3)
    assert sum(call.missing for call in seen.calls) == pytest.approx(3)
    assert all(call.near == 3 for call in seen.calls)


def test_those_at_work_are_counted_first_and_the_nearest_called() -> None:
    seen = outlook([leaks(3)], [hand(1, km=6), hand(2, on_duty=True, km=9), hand(3, km=1)], EACH)
    assert seen.served == pytest.approx(capacity(hand(2, on_duty=True), EACH)) == pytest.approx(2.4)
    assert [call.technician for call in seen.calls] == [PersonId(3)]


def test_whoever_can_do_both_makes_room_for_who_is_called() -> None:
    """The one at work can do either, so a plumber off duty relieves them."""
    both = hand(1, on_duty=True, skills=LEAK | LIGHT)
    seen = outlook([leaks(2), Demand(DOOR, LIGHT, 2.4)], [both, hand(2), hand(3)], EACH)
    assert seen.served == pytest.approx(2.4)
    assert {call.technician for call in seen.calls} == {2, 3}


def test_neither_the_skill_nor_the_way_is_wanting() -> None:
    assert outlook([leaks(9)], [hand(1, skills=LIGHT), hand(2, km=11)], EACH).calls == ()


def test_for_a_small_share_of_an_order_nobody_is_disturbed() -> None:
    assert outlook([leaks(0.2)], [hand(1)], EACH).calls == ()


def test_who_is_busy_until_the_end_is_no_help() -> None:
    busy = replace(hand(1, on_duty=True), free_at=UNTIL)
    assert outlook([leaks(2)], [busy], EACH).missing == 2


HANDS = st.lists(st.builds(hand, on_duty=st.booleans(), km=st.floats(0, 15)), max_size=8).map(
    lambda hands: [replace(one, id=PersonId(number)) for number, one in enumerate(hands)]
)
DEMAND = st.lists(st.builds(Demand, near(), st.sampled_from([LEAK, LIGHT]), st.floats(0, 6)), max_size=8)


@given(DEMAND, HANDS)
def test_nobody_is_reckoned_with_beyond_their_time(demand: list[Demand], hands: list[Hand]) -> None:
    seen = outlook(demand, hands, EACH)
    at_work = sum(BUSY * 3 for one in hands if one.on_duty)
    assert -1e-6 <= seen.served <= min(at_work, seen.expected) + 1e-6
    assert all(not hands[call.technician].on_duty for call in seen.calls)
    assert sum(call.missing for call in seen.calls) <= seen.missing + 1e-6


@given(DEMAND, HANDS)
def test_one_more_at_work_never_serves_less(demand: list[Demand], hands: list[Hand]) -> None:
    more = [*hands, hand(99, on_duty=True)]
    assert outlook(demand, more, EACH).served >= outlook(demand, hands, EACH).served - 1e-6
