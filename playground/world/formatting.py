"""A text on its way into a message: markup read, ends trimmed, length checked."""

import re
from dataclasses import dataclass, field, replace

from playground.refusals import bad_request
from playground.world.found_entities import with_found_entities
from playground.world.html_attributes import MarkupError
from playground.world.html_markup import parse_html
from playground.world.state import Json
from playground.world.tagged_entities import sorted_entities
from playground.world.utf16 import utf16_length, utf16_slice

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_LONGEST_SOURCE_BYTES = 1 << 15
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\t]")


@dataclass(slots=True)
class FormattedText:
    """Plain text with its entities (Telegram's JSON, offsets in UTF-16 units)."""

    text: str
    entities: list[Json] = field(default_factory=list)

    def fields(self, text: str = "text", entities: str = "entities") -> Json:
        """Return the message's fields; there are no empty ones."""
        if not self.text:
            return {}
        return {text: self.text, entities: self.entities} if self.entities else {text: self.text}


@dataclass(frozen=True, slots=True)
class Source:
    """A text as the bot sent it."""

    text: str
    parse_mode: str | None = None
    entities: list[Json] | None = None


def formatted_text(source: Source, *, editing: bool = False) -> FormattedText:
    """Return the text of a message, which must not be empty."""
    if not source.text:
        raise bad_request("Message text is empty")
    formatted = _formatted(source)
    if not formatted.text:
        raise bad_request("Text must be non-empty")
    if len(formatted.text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG" if editing else "Message is too long")
    return formatted


def formatted_caption(source: Source) -> FormattedText:
    """Return the caption of a picture or a file, which may be empty."""
    formatted = _formatted(source)
    if len(formatted.text) > LONGEST_CAPTION:
        raise bad_request("Message caption is too long")
    return formatted


def plain_text(text: str) -> FormattedText:
    """Return what a person typed, with what Telegram finds in it."""
    formatted = _trimmed(_cleaned(text), [])
    formatted.entities = with_found_entities(formatted.text, [])
    return formatted


def _formatted(source: Source) -> FormattedText:
    if len(source.text.encode("utf-8", "surrogatepass")) > _LONGEST_SOURCE_BYTES:
        raise bad_request("Text is too long")
    text, entities = _marked(replace(source, text=_cleaned(source.text)))
    formatted = _trimmed(text, entities)
    formatted.entities = with_found_entities(formatted.text, formatted.entities)
    return formatted


def _cleaned(text: str) -> str:
    """Drop carriage returns and blank out other control characters."""
    return _UNPRINTABLE.sub(" ", text.replace("\r", ""))


def _marked(source: Source) -> tuple[str, list[Json]]:
    """Read the markup, or take the entities that came with the text."""
    mode = (source.parse_mode or "").lower()
    if source.text and mode == "html":
        try:
            return parse_html(source.text)
        except MarkupError as error:
            raise bad_request(f"Can't parse entities: {error}") from error
    if source.text and mode not in {"", "none"}:
        raise bad_request("Unsupported parse_mode")
    whole = utf16_length(source.text)
    fitting = [
        entity
        for entity in source.entities or []
        if entity["length"] > 0 and entity["offset"] >= 0 and entity["offset"] + entity["length"] <= whole
    ]
    return source.text, sorted_entities(fitting)


def _trimmed(text: str, entities: list[Json]) -> FormattedText:
    """Cut white space off both ends (the front only up to the first entity), and with it what covers nothing."""
    kept = [entity for entity in entities if utf16_slice(text, entity["offset"], entity["length"]).strip()]
    text = text.rstrip()
    front = len(text) - len(text.lstrip(" \n"))
    if kept:
        front = min(front, kept[0]["offset"])
    text = text[front:]
    whole = utf16_length(text)
    for entity in kept:
        entity["offset"] -= front
        entity["length"] = min(entity["length"], whole - entity["offset"])
    return FormattedText(text, kept)
