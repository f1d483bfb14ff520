"""Text of one direction inside a line of the other.

Without isolation a Latin name in a Persian line drags the number after it to the wrong side, and so does
a Persian name in an English line.
"""

import re
import unicodedata

LEFT_TO_RIGHT_ISOLATE = "\u2066"
RIGHT_TO_LEFT_ISOLATE = "\u2067"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_RIGHT_TO_LEFT_CLASSES = {"R", "AL"}
_TAG = re.compile(r"<[^>]*>|&#?\w+;")
_LEADING_BLOCKS = re.compile(r"(?:<(?:blockquote|pre)\b[^>]*>)*")
_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")


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


def aligned(html: str, *, right_to_left: bool) -> str:
    """Each line from the language's own side, also one that begins with a name or an amount of the other direction.

    Phones go by a line's first letter: some look into isolates for it, and where there is none they begin at the left.
    """
    mark = RIGHT_TO_LEFT_MARK if right_to_left else LEFT_TO_RIGHT_MARK
    lines = html.split("\n")
    return "\n".join(_marked(line, mark) if _begins_elsewhere(line, right_to_left) else line for line in lines)


def _marked(line: str, mark: str) -> str:
    """Within a quotation, which is a block of its own."""
    blocks = _LEADING_BLOCKS.match(line)
    inside = blocks.end() if blocks else 0
    return f"{line[:inside]}{mark}{line[inside:]}"


def _begins_elsewhere(line: str, right_to_left: bool) -> bool:
    """Somebody's own words in the other direction stay on their side."""
    shown = _TAG.sub("", line)
    first, own = _first_direction(shown), _first_direction(_ISOLATED.sub("", shown))
    if own is (not right_to_left) or not shown.strip():
        return False
    return first is (not right_to_left) or (first is None and right_to_left)


def _first_direction(text: str) -> bool | None:
    """Of the first letter, True for right to left; None where there is none."""
    return next((found for character in text for found in _directions(character)), None)
