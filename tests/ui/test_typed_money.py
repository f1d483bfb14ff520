"""Amounts and codes as people type them."""

import pytest

from bot.domain.money import Money
from bot.ui.typed_code import typed_code
from bot.ui.typed_money import typed_money


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("50", 5000),
        ("49,50", 4950),
        ("49.5", 4950),
        ("1 200", 120000),
        ("۱٬۲۰۰", 120000),
        ("۴۹٫۵۰", 4950),
        ("٣٠", 3000),
    ],
)
def test_an_amount_in_any_script(typed: str, minor: int) -> None:
    assert typed_money(typed, "PLN") == Money(minor, "PLN")


@pytest.mark.parametrize("typed", ["", "free", "0", "-5", "4,5555", "50 zł and more", "10000001", "1e3", "∞"])
def test_what_is_no_amount(typed: str) -> None:
    assert typed_money(typed, "PLN") is None


def test_a_currency_without_minor_units() -> None:
    assert typed_money("1200", "JPY") == Money(1200, "JPY")
    assert typed_money("12,5", "JPY") is None


@pytest.mark.parametrize("typed", ["0042", "00 42", "00-42", " ۰۰۴۲ ", "٠٠٤٢", "００４２"])
def test_a_code_in_any_script_keeps_its_zeros(typed: str) -> None:
    assert typed_code(typed) == "0042"


@pytest.mark.parametrize("typed", ["", "00x2", "o042", "½", "#1"])
def test_what_is_no_code(typed: str) -> None:
    assert typed_code(typed) == ""
