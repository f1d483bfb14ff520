"""Learning a number from features, one observation after the other: the Bayesian way, with a prior.

Weights that everybody shares have a joint normal distribution; what is one person's (or one service's) own is a
`Leaning` beside them, drawn towards nought until there is evidence. An observation moves both by one step of Newton's
method from the present mean (an extended Kalman filter), which for a normal likelihood is exact.
"""

from collections.abc import Sequence
from operator import mul
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.domain.facts import fact
from bot.domain.habits import Leaning

Vector = NDArray[np.float64]


@fact(frozen=True, slots=True, eq=False)
class Regression:
    """`weights`: one a feature, `covariance`: how sure they are (features × features)."""

    weights: tuple[float, ...]
    covariance: Vector

    @staticmethod
    def believing(means: Sequence[float], deviations: Sequence[float]) -> "Regression":
        """What is believed before anything was observed."""
        return Regression(tuple(means), np.diag(np.square(np.asarray(deviations, dtype=np.float64))))

    def mean(self, features: Sequence[float], leaning: float) -> float:
        """What these features make, together with what is somebody's own."""
        shared: float = sum(map(mul, self.weights, features))
        return shared + leaning

    def moved(
        self, features: Sequence[float], leanings: Sequence[Leaning], slope: float, curvature: float
    ) -> tuple["Regression", list[Leaning]]:
        """After an observation whose log-likelihood has this slope and (negated) curvature at the present mean."""
        seen = np.array(features)
        spread = self.covariance.dot(seen)
        doubt = float(spread.dot(seen)) + sum([leaning.variance for leaning in leanings])
        gain = 1 / (1 + curvature * doubt)
        step, less = slope * gain, spread[:, np.newaxis] * spread
        less *= curvature * gain
        weights = tuple([weight + way * step for weight, way in zip(self.weights, spread.tolist(), strict=True)])
        moved = [_moved(leaning, slope, curvature, gain) for leaning in leanings]
        return Regression(weights, np.subtract(self.covariance, less, less)), moved

    def as_numbers(self) -> dict[str, Any]:
        """Plain numbers, as JSON keeps them."""
        return {"weights": list(self.weights), "covariance": self.covariance.tolist()}

    @staticmethod
    def from_numbers(numbers: dict[str, Any]) -> "Regression":
        """The way back from `as_numbers`."""
        return Regression(tuple(numbers["weights"]), np.asarray(numbers["covariance"], dtype=np.float64))


def _moved(leaning: Leaning, slope: float, curvature: float, gain: float) -> Leaning:
    mean = leaning.mean + leaning.variance * slope * gain
    return Leaning(mean, leaning.variance * (1 - leaning.variance * curvature * gain))
