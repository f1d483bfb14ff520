"""Phone numbers as the market keeps them: E.164, and a person's own only."""

import phonenumbers


def in_e164(number: str, country: str) -> str | None:
    """The number as +48601234567; None when nobody could have it.

    Telegram gives contacts with or without the plus, people's address books also without the country.
    """
    digits = number if number.startswith("+") else f"+{number}"
    return _parsed(digits, None) or _parsed(number, country)


def _parsed(number: str, country: str | None) -> str | None:
    try:
        parsed = phonenumbers.parse(number, country)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def mentions(words: str, number: str) -> bool:
    """Whether the words hold this E.164 number, however it is grouped; as `in_e164`, also one nobody has been given."""
    found = phonenumbers.PhoneNumberMatcher(words, None, leniency=phonenumbers.Leniency.POSSIBLE)
    e164 = phonenumbers.PhoneNumberFormat.E164
    return any(phonenumbers.format_number(match.number, e164) == number for match in found)
