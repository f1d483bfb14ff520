"""In which circumstances somebody is asked: what a prediction may look at, and an offer's row keeps."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.domain.facts import fact

NIGHT = frozenset({22, 23, 0, 1, 2, 3, 4, 5})
EVENING = frozenset({18, 19, 20, 21})
SATURDAY = 5
FURTHEST_KM = 30.0
LONGEST_MINUTES = 60.0
KM = 5.0
"""So many kilometres are one."""


@fact(frozen=True, slots=True)
class Circumstances:
    """One offer, seen from the phone on which it appears.

    `km`: the straight line from where they will set off. `free_in`: minutes until they have done what they have.
    `hour` and `weekday` by the city's clocks. `worth`: the logarithm of the price a minute compared with the
    catalogue's average; 0 when there is no price.
    """

    service: str
    km: float
    jobs: int
    free_in: float
    open_offers: int
    hour: int
    weekday: int
    worth: float = 0.0

    @property
    def features(self) -> tuple[float, ...]:
        """What a regression weighs, each of about one."""
        return (
            1.0,
            min(self.km, FURTHEST_KM) / KM,
            float(self.jobs),
            min(self.free_in, LONGEST_MINUTES) / 30,
            float(self.open_offers),
            float(self.hour in NIGHT),
            float(self.hour in EVENING),
            float(self.weekday >= SATURDAY),
            self.worth,
        )

    def as_numbers(self) -> dict[str, Any]:
        """What an offer's row keeps."""
        return asdict(self)

    @staticmethod
    def from_numbers(numbers: Mapping[str, Any]) -> "Circumstances":
        """The way back from `as_numbers`."""
        return Circumstances(**numbers)
