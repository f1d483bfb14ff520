"""How far a technician has come: a ladder, so that an order can ask for at least one of its rungs."""

from enum import StrEnum


class Level(StrEnum):
    """From the first to the last; operators say who stands where."""

    NEW = "new"
    JUNIOR = "junior"
    CERTIFIED = "certified"
    EXPERT = "expert"
    MENTOR = "mentor"

    @property
    def rank(self) -> int:
        """The rung, counted from 0."""
        return RUNGS[self]

    @property
    def next(self) -> "Level | None":
        """The rung above; None at the top."""
        above = list(Level)[self.rank + 1 :]
        return above[0] if above else None

    def is_at_least(self, wanted: "Level") -> bool:
        """Whether whoever stands here may do what that level is asked for."""
        return self.rank >= wanted.rank


RUNGS = {level: rung for rung, level in enumerate(Level)}
"""Looked up for everybody whom a wave considers."""


def level_from(word: str) -> Level:
    """The level of a row; one that this version does not know is taken for the first."""
    return Level(word) if word in set(Level) else Level.NEW
