"""Text of one direction inside a line of the other.

Without isolation a Latin name in a Persian line drags the number after it to the wrong side, and so does
a Persian name in an English line.
"""

import unicodedata

LEFT_TO_RIGHT_ISOLATE = "\u2066"
RIGHT_TO_LEFT_ISOLATE = "\u2067"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
_RIGHT_TO_LEFT_CLASSES = {"R", "AL"}


def isolated(text: str, *, right_to_left: bool) -> str:
    """The text between U+2068 and U+2069, unless all its letters run the line's way anyway."""
    return text if _directions(text) == {right_to_left} else f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def _directions(text: str) -> set[bool]:
    """The directions of the letters: True for right to left. Digits and punctuation have none."""
    classes = {unicodedata.bidirectional(character) for character in text}
    return {c in _RIGHT_TO_LEFT_CLASSES for c in classes & (_RIGHT_TO_LEFT_CLASSES | {"L"})}


def left_to_right(text: str) -> str:
    """What is written from the left in every language (a phone number), kept whole in a Persian line."""
    return f"{LEFT_TO_RIGHT_ISOLATE}{text}{POP_ISOLATE}"


def right_to_left(text: str) -> str:
    """What is read from the right although Latin letters are in it (an amount with its currency's code)."""
    return f"{RIGHT_TO_LEFT_ISOLATE}{text}{POP_ISOLATE}"
