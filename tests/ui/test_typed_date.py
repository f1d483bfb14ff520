"""Days as people type them."""

from datetime import date

import pytest

from bot.ui.typed_date import typed_date


@pytest.mark.parametrize(
    "typed",
    ["2027-05-31", "31.5.2027", "31/05/2027", " 2027/5/31 ", "1406/03/10", "۱۴۰۶/۰۳/۱۰", "۲۰۲۷-۰۵-۳۱"],
)
def test_a_day_in_many_spellings(typed: str) -> None:
    assert typed_date(typed) == date(2027, 5, 31)


@pytest.mark.parametrize("typed", ["", "soon", "2027-02-30", "31.13.2027", "2027", "1406/13/01", "99999-01-01"])
def test_no_day(typed: str) -> None:
    assert typed_date(typed) is None
