"""What the settings refuse, and what becomes of prices."""

from typing import Any

import pytest
from pydantic import ValidationError

from bot.config import load_settings
from bot.domain.money import Money

NAMES = dict.fromkeys(("en", "ru", "pl", "fa"), "Tap")


def catalogue(price: float = 100, key: str = "tap") -> list[dict[str, Any]]:
    """A catalogue of one service."""
    service = {"key": key, "names": NAMES, "price": str(price), "minutes": 60, "skills": ["plumbing"]}
    return [{"key": "water", "emoji": "💧", "names": NAMES, "services": [service]}]


def test_a_group_gets_at_least_five_messages_a_minute() -> None:
    assert load_settings(telegram={"group_per_minute": 5}).telegram.group_per_minute == 5
    with pytest.raises(ValidationError, match="group_per_minute"):
        load_settings(telegram={"group_per_minute": 4})


def test_the_key_of_the_customers_own_words_is_taken() -> None:
    with pytest.raises(ValidationError, match="own words"):
        load_settings(catalogue=catalogue(key="something_else"))


@pytest.mark.parametrize(
    ("currency", "price", "amount"), [("PLN", 129.99, 12999), ("JPY", 3000, 3000), ("IRR", 900_000, 900_000)]
)
def test_prices_are_kept_in_the_currencys_own_minor_units(currency: str, price: float, amount: int) -> None:
    settings = load_settings(market={"currency": currency}, catalogue=catalogue(price))
    service = settings.market_rules().catalogue.service("tap")
    assert service is not None
    assert service.price == Money(amount, currency)
