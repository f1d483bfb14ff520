"""How ratings count."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class RatingRules:
    """`prior_weight` jobs' worth of `prior_stars` are mixed into everybody's average; blind until `reveal_after`."""

    prior_stars: float
    prior_weight: float
    reveal_after: timedelta
    bad_stars: int
