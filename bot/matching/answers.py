"""Answers that may come: the chance and time of one yes, and of as many as are needed from several people."""

from collections.abc import Sequence
from math import erfc, log, sqrt

from bot.domain.facts import fact

ROOT_OF_TWO = sqrt(2)
AN_INSTANT = 1e-6
"""Nobody answers within so many minutes."""


@fact(frozen=True, slots=True)
class Prediction:
    """What will come of asking somebody. `chance`: they accept, if nobody is faster.

    `minutes`: half of those who accept have done so by then; `spread`: the deviation of its logarithm.
    """

    chance: float
    minutes: float
    spread: float

    def by(self, minutes: float) -> float:
        """The chance that they have accepted so many minutes after being asked."""
        return self.chance * self.answered_by(minutes)

    def answered_by(self, minutes: float) -> float:
        """Of those who accept, the share that has done so by then: log-normal."""
        if minutes <= AN_INSTANT:
            return 0.0
        return 0.5 * erfc(-(log(minutes / self.minutes) / self.spread) / ROOT_OF_TWO)

    def within(self, minutes: float, silent: float) -> float:
        """The chance of a yes in the next minutes from somebody who has been silent for so many already."""
        if silent <= AN_INSTANT:
            return self.chance * self.answered_by(minutes)
        # `answered_by` twice, written out: the pauses of a day look at half a million such figures.
        chance, usual, spread = self.chance, self.minutes, self.spread
        said = chance * (0.5 * erfc(-(log(silent / usual) / spread) / ROOT_OF_TWO))
        then = chance * (0.5 * erfc(-(log((silent + minutes) / usual) / spread) / ROOT_OF_TWO))
        return (then - said) / (1 - said)


def below(deviations: float) -> float:
    """The share of a normal distribution below so many standard deviations."""
    return 0.5 * erfc(-deviations / ROOT_OF_TWO)


def found_by(asked: Sequence[tuple[Prediction, float]], minutes: float, missing: int = 1) -> float:
    """The chance that so many have accepted by then. `asked`: whom, and after how many minutes."""
    return at_least(missing, [prediction.by(minutes - after) for prediction, after in asked])


def at_least(wanted: int, chances: Sequence[float]) -> float:
    """The chance that at least so many of independent things happen (Poisson binomial)."""
    if wanted <= 0:
        return 1.0
    if wanted == 1:  # nearly all orders are one technician's: the same steps without the lists
        none, some = 1.0, 0.0
        for chance in chances:
            some += none * chance
            none *= 1 - chance
        return some
    exactly = [1.0] + [0.0] * wanted
    for chance in chances:
        exactly[wanted] += exactly[wanted - 1] * chance
        for number in range(wanted - 1, 0, -1):
            exactly[number] += (exactly[number - 1] - exactly[number]) * chance
        exactly[0] *= 1 - chance
    return exactly[wanted]
