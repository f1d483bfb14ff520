"""What people type, in every script and disguise."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.typed import clean, parse_number, parse_whole, shortened, utf16_length

SCOTLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
MECHANIC = "👩\u200d🔧"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  leaking   tap\t!  ", "leaking tap !"),
        ("one\r\n\r\n\r\n\n two \u2028three", "one\n\ntwo\nthree"),
        ("a\u202eb\u2066c\u200f\ufeff\u200b\u00add", "abcd"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("می\u200c\u200cخواهم\u200c \u200cآب", "می\u200cخواهم آب"),
        (MECHANIC, MECHANIC),
        (f"from {SCOTLAND}", f"from {SCOTLAND}"),
        ("hidden\U000e0067\U000e0062", "hidden"),
        ("e\u0301", "é"),
        ("z" + "\u0336" * 30, "z" + "\u0336" * 4),
        ("\U0001fae8 new emoji", "\U0001fae8 new emoji"),
        ("half \ud83d pair", "half pair"),
        ("nul\x00bell\x07", "nulbell"),
        ("no\u00a0break", "no break"),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    "typed",
    ["", " \n\t", "\u3164", "\u115f\u1160 \uffa0", "\u2800", "\u200c\u200d\u200c", "\ufe0f", "\u200e\u202c", "\u0301"],
)
def test_what_nobody_can_see_is_empty(typed: str) -> None:
    assert clean(typed) == ""


@given(st.text())
def test_clean_text_stays_as_it_is(typed: str) -> None:
    assert clean(clean(typed)) == clean(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"),
        (" ۱۲٫۵ ", "12.5"),
        ("٣٤", "34"),
        ("१२", "12"),
        ("１２", "12"),
        ("1 200,50", "1200.50"),
        ("1\u00a0200", "1200"),
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("1'200", "1200"),
        ("1.200", "1200"),
        ("0.500", "0.500"),
        ("1234.567", "1234.567"),
        ("۱٬۲۰۰", "1200"),
        ("۱٫۲۵۰", "1.250"),
        ("\u200e-5", "-5"),
        ("\u22125", "-5"),
        ("+7", "7"),
    ],
)
def test_numbers(typed: str, number: str) -> None:
    assert parse_number(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["", "twelve", "12 km", "1.2.3", "1,2,3", "1 20", "1.200.5", "²", "1e5", "NaN", "--5"]
)
def test_no_numbers(typed: str) -> None:
    assert parse_number(typed) is None
    assert parse_whole(typed) is None


def test_whole_numbers() -> None:
    assert parse_whole("۱۲") == 12
    assert parse_whole("12,0") == 12
    assert parse_whole("12,5") is None


@given(st.integers(min_value=0, max_value=10**12))
def test_every_whole_number_is_read_back(number: int) -> None:
    assert parse_whole(f"{number:,}") == number
    assert parse_whole(str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))) == number


def test_length_is_telegrams() -> None:
    assert utf16_length("aż") == 2
    assert utf16_length("🔧") == 2
    assert utf16_length(MECHANIC) == 5


@pytest.mark.parametrize(
    ("text", "units", "short"),
    [
        ("hello", 5, "hello"),
        ("hello world", 7, "hello…"),
        (f"abc{MECHANIC}def", 6, "abc…"),
        (f"abc{MECHANIC}def", 9, f"abc{MECHANIC}…"),
        ("ab👍🏽c", 5, "ab…"),
        ("می\u200cخواهم", 4, "می…"),
    ],
)
def test_shortened(text: str, units: int, short: str) -> None:
    assert shortened(text, units) == short


@given(st.text(), st.integers(min_value=1, max_value=30))
def test_shortened_texts_fit(text: str, units: int) -> None:
    assert utf16_length(shortened(text, units)) <= units
