"""A limit's arithmetic, and months by the city's calendar."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.companies import Month, fits, month_from, month_of

WARSAW, TEHRAN = ZoneInfo("Europe/Warsaw"), ZoneInfo("Asia/Tehran")


@pytest.mark.parametrize(
    ("limit", "spent", "price", "within"),
    [
        (None, 10**9, 10**9, True),
        (500_00, 0, 500_00, True),
        (500_00, 0, 500_01, False),
        (500_00, 320_00, 180_00, True),
        (500_00, 320_01, 180_00, False),
        (500_00, 700_00, 1, False),
        (500_00, 700_00, 0, True),
        (0, 0, 1, False),
        (0, 0, 0, True),
    ],
)
def test_what_fits_into_a_limit(limit: int | None, spent: int, price: int, within: bool) -> None:
    assert fits(limit, spent, price) is within


@given(st.integers(0, 10**6), st.lists(st.integers(0, 10**6), max_size=20))
def test_what_went_through_never_adds_up_to_more_than_the_limit(limit: int, prices: list[int]) -> None:
    spent = 0
    for price in prices:
        if fits(limit, spent, price):
            spent += price
    assert spent <= limit


@pytest.mark.parametrize(
    ("moment", "zone", "month"),
    [
        (datetime(2026, 11, 30, 22, 59, tzinfo=UTC), WARSAW, Month(2026, 11)),
        (datetime(2026, 11, 30, 23, 0, tzinfo=UTC), WARSAW, Month(2026, 12)),
        (datetime(2026, 12, 31, 20, 30, tzinfo=UTC), TEHRAN, Month(2027, 1)),
    ],
)
def test_a_month_begins_by_the_citys_clocks(moment: datetime, zone: ZoneInfo, month: Month) -> None:
    assert month_of(moment, zone) == month


@given(st.integers(2000, 9998), st.integers(1, 12))
def test_months_follow_each_other(year: int, number: int) -> None:
    month = Month(year, number)
    assert month_from(month.number) == month
    assert month.next.previous == month
    assert month < month.next


@pytest.mark.parametrize("number", [0, -202611, 202600, 202613, 2026, 199912, 2**62])
def test_what_is_no_month(number: int) -> None:
    assert month_from(number) is None
