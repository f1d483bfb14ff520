"""A code of digits as somebody types it at a door: in any script, with or without spaces."""

import unicodedata


def typed_code(text: str) -> str:
    """The digits as Latin ones; '' when there is anything but digits, spaces and dashes."""
    kept = "".join(text.replace("-", " ").split())
    digits = [unicodedata.decimal(character, None) for character in kept]
    return "" if None in digits else "".join(str(digit) for digit in digits)
