"""What is handed over at the end of a job: the checklist that a service asks for, and the answers that are signed."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.catalogue import Checklist, Item, Names
from bot.domain.ids import JobId

MOST_LINES = 20
"""So many parts, and so many things in words, fit one report."""
LONGEST_LINE = 120
"""Characters of a part's name, of its serial number, of a thing."""
CODE_LENGTH = 4
CODE_HOLDS = timedelta(minutes=10)
"""How long a signature's code may lie about: it is drawn anew for whoever comes back later."""
_SERIAL = re.compile(r"\s*(?:[;؛|\t]|(?:,\s*)?(?:\bs/?n\b|\bserial\b|№)[.:№]?)\s*", re.IGNORECASE)
"""What parts a part's name from its serial number: 'Pump X3; 4711', 'Pump X3 SN 4711'."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A line of the checklist as it was called that day, and whether it was fine."""

    names: Names
    fine: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Something that was built in; `serial` is '' for what has no number."""

    name: str
    serial: str = ""


@dataclass(frozen=True, slots=True)
class Handed:
    """What the technician answers for: the checks, the parts, what was put into the customer's hands."""

    before: tuple[Checked, ...] = ()
    after: tuple[Checked, ...] = ()
    parts: tuple[Part, ...] = ()
    things: tuple[Names, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def not_fine(self) -> int:
        """How many checks were not fine."""
        return sum(not checked.fine for checked in (*self.before, *self.after))


@dataclass(frozen=True, slots=True)
class Handover:
    """A handover's row. `signature` is the code that its customer tapped."""

    job: JobId
    handed: Handed
    at: datetime
    signed_at: datetime | None = None
    signature: str = ""


def checked(items: Collection[Item], marks: Mapping[str, bool | None]) -> tuple[Checked, ...]:
    """The lines that were answered, by the names they have now; one that is gone from the settings is left out."""
    answers = ((item, marks.get(item.key)) for item in items)
    return tuple(Checked(item.names, fine) for item, fine in answers if fine is not None)


def named(items: Collection[Item], keys: Collection[str]) -> tuple[Names, ...]:
    """What these things are called, in the checklist's order."""
    return tuple(item.names for item in items if item.key in keys)


def all_fine(checklist: Checklist) -> Handed:
    """Every check fine, every thing handed over, no parts."""
    fine = [{item.key: True for item in items} for items in (checklist.before, checklist.after)]
    things = named(checklist.things, {item.key for item in checklist.things})
    return Handed(checked(checklist.before, fine[0]), checked(checklist.after, fine[1]), things=things)


def part_from(line: str) -> Part | None:
    """A part of a typed line, its serial number behind a semicolon or 'SN'; None when there is no name, or too much."""
    name, *rest = (piece.strip() for piece in _SERIAL.split(line.strip(), maxsplit=1))
    serial = rest[0] if rest else ""
    fits = bool(name) and max(len(name), len(serial)) <= LONGEST_LINE
    return Part(name, serial) if fits else None


def is_code_over(drawn_at: datetime, now: datetime) -> bool:
    """Whether a signature's code is too old to sign with."""
    return now - drawn_at > CODE_HOLDS
