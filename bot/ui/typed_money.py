"""An amount of money as somebody types it."""

from decimal import Decimal

from babel.numbers import get_currency_precision

from bot.domain.money import Money
from bot.ui.typed import parse_number

LARGEST = Decimal(10_000_000)
"""In whole units of the currency; whatever is larger is a slip of the finger."""


def typed_money(text: str, currency: str) -> Money | None:
    """The amount in minor units; None when the text is no amount of this currency, or not more than nothing."""
    number = parse_number(text)
    if number is None or not 0 < number <= LARGEST:
        return None
    minor = number.scaleb(get_currency_precision(currency))
    return Money(int(minor), currency) if minor == minor.to_integral_value() else None
