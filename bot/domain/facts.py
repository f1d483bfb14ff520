"""Facts of which a day has hundreds of thousands: frozen to the type checker, and made in a third of the time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

__all__ = ["fact"]

if TYPE_CHECKING:
    from dataclasses import dataclass as fact
else:

    def fact(*, frozen: bool, slots: bool = False, eq: bool = True) -> object:
        """Stands where `dataclass` would: mypy refuses every change to it, as to any frozen dataclass.

        Python itself does not look: a dataclass that it guards sets each field through `object.__setattr__`, and that
        was a seventh of the time that a large city's day took. Equal ones have equal hashes, as when they are guarded.
        """
        assert frozen, "what changes is a plain dataclass"
        return dataclass(slots=slots, eq=eq, unsafe_hash=eq)
