"""What Telegram finds in a plain text by itself: commands, mentions, hashtags, links, e-mail addresses."""

import re

from playground.world.state import Json
from playground.world.tagged_entities import sorted_entities
from playground.world.utf16 import utf16_length

_BEFORE = r"(?<![\w/@#.<>])"
_FINDERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("url", re.compile(r"(?<![\w@.])(?:https?://[^\s<>\"]+|(?:t\.me|www\.[\w-]+\.\w+)(?:/[^\s<>\"]*)?)")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(_BEFORE + r"/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
    ("mention", re.compile(_BEFORE + r"@[A-Za-z0-9_]{3,32}\b")),
    ("hashtag", re.compile(_BEFORE + r"#(?=[^\W\d]|\d*[^\W\d])\w{1,256}")),
)
_TRIGGERS = re.compile(r"[/@#]|t\.me|www\.")
_CLOSED = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})


def with_found_entities(text: str, marked: list[Json]) -> list[Json]:
    """Return the marked entities together with those found; nothing is found within code, links and other finds."""
    if not _TRIGGERS.search(text):
        return marked
    taken = [_span(entity) for entity in marked if entity["type"] in _CLOSED]
    found: list[Json] = []
    for kind, pattern in _FINDERS:
        for match in pattern.finditer(text):
            entity = _entity(kind, text, match)
            span = _span(entity)
            if all(span[1] <= begin or end <= span[0] for begin, end in taken):
                taken.append(span)
                found.append(entity)
    return sorted_entities(marked + found) if found else marked


def _entity(kind: str, text: str, match: re.Match[str]) -> Json:
    piece = match.group().rstrip(".,:;!?)'") if kind == "url" else match.group()
    return {"type": kind, "offset": utf16_length(text[: match.start()]), "length": utf16_length(piece)}


def _span(entity: Json) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]
