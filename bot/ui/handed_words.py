"""What was handed over, in the reader's language."""

from dataclasses import dataclass

from bot.domain.handovers import Checked, Handed
from bot.ui.texts import Texts


@dataclass(frozen=True, slots=True)
class HandedWords:
    """Lines and whether each was fine, parts with their serial numbers, things. Typed words are as they were typed."""

    before: list[tuple[str, bool]]
    after: list[tuple[str, bool]]
    parts: list[tuple[str, str]]
    things: list[str]

    @property
    def checks(self) -> int:
        """How many lines there are."""
        return len(self.before) + len(self.after)

    @property
    def not_fine(self) -> list[str]:
        """The lines that were not fine."""
        return [name for name, fine in (*self.before, *self.after) if not fine]


def handed_words(texts: Texts, handed: Handed) -> HandedWords:
    """All of it."""
    return HandedWords(
        before=_lines(texts, handed.before),
        after=_lines(texts, handed.after),
        parts=[(part.name, part.serial) for part in handed.parts],
        things=[*(texts.named(names) for names in handed.things), *handed.also],
    )


def _lines(texts: Texts, lines: tuple[Checked, ...]) -> list[tuple[str, bool]]:
    return [(texts.named(line.names), line.fine) for line in lines]
