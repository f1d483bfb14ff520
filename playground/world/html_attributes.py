"""Names, attributes and character references inside Telegram's HTML tags."""

import re
from dataclasses import dataclass

_SPACES = " \t\r\n\0\x0b"
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([A-Za-z]*));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}


class MarkupError(ValueError):
    """The markup can't be read; the message is Telegram's sentence."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the text, which errors name in bytes."""

    source: str
    index: int

    @property
    def byte(self) -> int:
        """Return the offset in UTF-8 bytes."""
        return len(self.source[: self.index].encode("utf-8", "surrogatepass"))


def decoded_reference(source: str, at: int) -> tuple[str, int]:
    """Return the character that the reference at `at` means (or its plain `&`), and where to read on."""
    match = _REFERENCE.match(source, at)
    if match is None:
        return "&", at + 1
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        character = _NAMED.get(name)
        return (character, match.end()) if character else ("&", at + 1)
    code = int(hexadecimal or "0", 16) if hexadecimal is not None else int(decimal or "0")
    length = len(match.group().rstrip(";"))
    if code == 0 or code >= 0x10FFFF or length >= 10:
        return "&", at + 1
    return chr(code), match.end()


class TagReader:
    """Reads one tag from its `<` to its `>`; `at` moves along."""

    def __init__(self, source: str, start: Position) -> None:
        self.start = start
        self.at = start.index
        self._source = source

    def start_name(self) -> str:
        """Read `<name` and return the name in small letters."""
        name = self._name_from(self.at + 1)
        if self.at >= len(self._source):
            raise MarkupError(f"Unclosed start tag at byte offset {self.start.byte}")
        return name

    def end_name(self) -> str:
        """Read `</name>` and return the name in small letters (empty for `</>`)."""
        name = self._name_from(self.at + 2)
        self._skip_spaces()
        if self._peek() != ">":
            raise MarkupError(f"Unclosed end tag at byte offset {self.start.byte}")
        self.at += 1
        return name

    def attributes(self, tag: str) -> dict[str, str]:
        """Read the attributes up to and with the `>`; one without a value has an empty one."""
        found: dict[str, str] = {}
        while True:
            self._skip_spaces()
            if self._peek() == ">":
                self.at += 1
                return found
            name = self._attribute_name(tag)
            self._skip_spaces()
            self._must_go_on(tag)
            if self._peek() != "=":
                found[name] = ""
                continue
            self.at += 1
            self._skip_spaces()
            self._must_go_on(tag)
            found[name] = self._value()

    def _name_from(self, begin: int) -> str:
        self.at = begin
        while self.at < len(self._source) and self._source[self.at] not in _SPACES + ">":
            self.at += 1
        return _small(self._source[begin : self.at])

    def _attribute_name(self, tag: str) -> str:
        begin = self.at
        while self.at < len(self._source) and self._source[self.at] not in _SPACES + "=>/\"'":
            self.at += 1
        if begin == self.at:
            raise MarkupError(f'Empty attribute name in the tag "{tag}" at byte offset {self.start.byte}')
        return self._source[begin : self.at]

    def _value(self) -> str:
        value = self._quoted_value() if self._peek() in {"'", '"'} else self._bare_value()
        if self.at >= len(self._source):
            raise MarkupError(f"Unclosed start tag at byte offset {self.start.byte}")
        return value

    def _bare_value(self) -> str:
        begin = self.at
        while self.at < len(self._source) and re.match(r"[A-Za-z0-9.-]", self._source[self.at]):
            self.at += 1
        if self.at < len(self._source) and self._source[self.at] not in _SPACES + ">":
            offset = Position(self._source, begin).byte
            raise MarkupError(f"Unexpected end of name token at byte offset {offset}")
        return _small(self._source[begin : self.at])

    def _quoted_value(self) -> str:
        quote = self._source[self.at]
        self.at += 1
        pieces: list[str] = []
        while self.at < len(self._source) and self._source[self.at] != quote:
            if self._source[self.at] == "&":
                piece, self.at = decoded_reference(self._source, self.at)
            else:
                piece, self.at = self._source[self.at], self.at + 1
            pieces.append(piece)
        self.at += self.at < len(self._source)
        return "".join(pieces)

    def _peek(self) -> str:
        return self._source[self.at] if self.at < len(self._source) else ""

    def _skip_spaces(self) -> None:
        while self.at < len(self._source) and self._source[self.at] in _SPACES:
            self.at += 1

    def _must_go_on(self, tag: str) -> None:
        if self.at >= len(self._source):
            raise MarkupError(f'Unclosed start tag "{tag}" at byte offset {self.start.byte}')


def _small(name: str) -> str:
    """Lower A to Z only, as the server does."""
    return "".join(chr(ord(letter) + 32) if "A" <= letter <= "Z" else letter for letter in name)
