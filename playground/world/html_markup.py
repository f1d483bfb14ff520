"""Telegram's HTML: strict about tags, and exact about what is wrong and at which byte.

Rules and sentences follow what the official server answers to `parse_mode=HTML`: a tag has to be one of the known
ones, tags close in order (`</>` closes whatever is open), and only `&lt; &gt; &amp; &quot;` and numeric references are
decoded. Positions in errors are byte offsets of the UTF-8 text, positions of entities are UTF-16 units.
"""

from dataclasses import dataclass

from playground.world.html_attributes import MarkupError, Position, TagReader, decoded_reference
from playground.world.state import Json
from playground.world.tagged_entities import entity_of, sorted_entities
from playground.world.utf16 import utf16_length

_TAGS = frozenset(
    [
        "a",
        "b",
        "strong",
        "i",
        "em",
        "s",
        "strike",
        "del",
        "u",
        "ins",
        "tg-spoiler",
        "tg-emoji",
        "tg-time",
        "span",
        "pre",
        "code",
        "blockquote",
    ]
)


@dataclass(slots=True)
class OpenTag:
    """A tag that waits for its end: where its text starts in UTF-16 units and in pieces of plain text."""

    name: str
    attributes: dict[str, str]
    offset: int
    first_piece: int


class HtmlMarkup:
    """Reads one text with markup; `read` gives the plain text and its entities."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._pieces: list[str] = []
        self._length = 0
        self._open: list[OpenTag] = []
        self._entities: list[Json] = []

    def read(self) -> tuple[str, list[Json]]:
        """Return (plain text, entities) or raise `MarkupError` with Telegram's sentence."""
        while self._at < len(self._source):
            self._read_one()
        if self._open:
            name = self._open[-1].name
            raise MarkupError(f'Can\'t find end tag corresponding to start tag "{name}"')
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return self._plain_text(), sorted_entities(self._entities)

    def _read_one(self) -> None:
        character = self._source[self._at]
        if character == "&":
            self._read_reference()
        elif character != "<":
            self._read_plain()
        elif self._source.startswith("</", self._at):
            self._close_tag()
        else:
            self._open_tag()

    def _read_plain(self) -> None:
        """Take everything up to the next `<` or `&` at once."""
        ends = [found for found in (self._source.find(mark, self._at) for mark in "<&") if found >= 0]
        end = min(ends, default=len(self._source))
        self._write(self._source[self._at : end])
        self._at = end

    def _read_reference(self) -> None:
        decoded, self._at = decoded_reference(self._source, self._at)
        self._write(decoded)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._length += utf16_length(text)

    def _open_tag(self) -> None:
        reader = TagReader(self._source, Position(self._source, self._at))
        name = reader.start_name()
        if name not in _TAGS:
            raise MarkupError(f'Unsupported start tag "{name}" at byte offset {reader.start.byte}')
        attributes = reader.attributes(name)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise MarkupError(f'Tag "span" must have class "tg-spoiler" at byte offset {reader.start.byte}')
        self._at = reader.at
        self._open.append(OpenTag(name, attributes, self._length, len(self._pieces)))

    def _close_tag(self) -> None:
        reader = TagReader(self._source, Position(self._source, self._at))
        if not self._open:
            raise MarkupError(f"Unexpected end tag at byte offset {reader.start.byte}")
        found = reader.end_name()
        expected = self._open[-1].name
        if found and found != expected:
            raise MarkupError(
                f'Unmatched end tag at byte offset {reader.start.byte}, expected "</{expected}>", found "</{found}>"'
            )
        self._at = reader.at
        self._finish(self._open.pop())

    def _finish(self, tag: OpenTag) -> None:
        """Turn a closed tag into its entity; empty ones leave no trace."""
        if self._length == tag.offset:
            return
        text = "".join(self._pieces[tag.first_piece :])
        entity = entity_of(tag.name, tag.attributes, text)
        if entity is None:
            return
        entity |= {"offset": tag.offset, "length": self._length - tag.offset}
        if not _merged_into_code_block(self._entities, entity):
            self._entities.append(entity)

    def _plain_text(self) -> str:
        text = "".join(self._pieces)
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise MarkupError(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        return text


def _merged_into_code_block(entities: list[Json], entity: Json) -> bool:
    """Merge `<pre><code class="language-…">` (either way round) into one entity; say whether that happened."""
    if not entities or {entities[-1]["type"], entity["type"]} != {"pre", "code"}:
        return False
    last = entities[-1]
    if (last["offset"], last["length"]) != (entity["offset"], entity["length"]):
        return False
    language = last.get("language") if entity["type"] == "pre" else entity.get("language")
    if not language:
        return False
    last |= {"type": "pre", "language": language}
    return True


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return (plain text, entities sorted as Telegram sends them) of a text with HTML markup."""
    return HtmlMarkup(source).read()
