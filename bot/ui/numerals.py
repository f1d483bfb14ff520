"""Numbers, amounts and phone numbers as each language writes them."""

from decimal import Decimal
from functools import lru_cache

import phonenumbers
from babel.numbers import format_currency, format_decimal, get_currency_precision, get_currency_symbol
from persiantools import digits as persian

from bot.domain.languages import Language
from bot.domain.money import Money
from bot.ui.cldr import LOCALES
from bot.ui.direction import left_to_right, right_to_left

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


def own_digits(text: str, language: Language) -> str:
    """The same text in the digits that readers of the language use (Babel leaves Latin ones in Persian)."""
    return persian.en_to_fa(text) if language is Language.FA else text


def number(value: float | Decimal, language: Language) -> str:
    """A quantity with the language's separators, at most one decimal: 12,500 · 12 500 · ۱۲٬۵۰۰."""
    plain = format_decimal(value, "#,##0.#", locale=LOCALES[language], numbering_system="default")
    return own_digits(plain, language)


def money(amount: Money, language: Language) -> str:
    """The amount with its currency where the language puts it; whole amounts lose their zeros."""
    precision = get_currency_precision(amount.currency)
    major = Decimal(amount.amount).scaleb(-precision)
    symbol = get_currency_symbol(amount.currency, LOCALES[language])
    decimals = "" if major == major.to_integral_value() else "." + "0" * precision
    plain = format_currency(
        major,
        amount.currency,
        _money_pattern(language, symbol) % decimals,
        LOCALES[language],
        currency_digits=False,
        numbering_system="default",
    )
    written = own_digits(plain, language)
    return right_to_left(written) if language.right_to_left and symbol.isascii() else written


def _money_pattern(language: Language, symbol: str) -> str:
    """Unicode's number pattern with a gap for the decimals; English keeps its distance from a code only."""
    if language is not Language.EN:
        return f"#,##0%s{NO_BREAK_SPACE}¤"
    return f"¤{NO_BREAK_SPACE}#,##0%s" if symbol[-1].isalpha() else "¤#,##0%s"


@lru_cache(maxsize=4096)
def phone(e164: str, language: Language) -> str:
    """A phone number in groups, always in Latin digits: only those become a link to dial."""
    parsed = phonenumbers.parse(e164)
    written = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return left_to_right(written) if language.right_to_left else written


def stars(count: int) -> str:
    """One to five stars as they are given."""
    if not 0 <= count <= 5:
        raise ValueError(f"{count} of five stars")
    return "★" * count + "☆" * (5 - count)
