"""What the market has learned about one technician, as numbers that a row can keep."""

from dataclasses import field

from bot.domain.facts import fact


@fact(frozen=True, slots=True)
class Leaning:
    """How far somebody (or something) is from the average: a belief with a mean and a variance."""

    mean: float
    variance: float


@fact(frozen=True, slots=True)
class Habits:
    """A technician's own ways; somebody new has the average's, with all the doubt there is about people.

    `willing`: logits added to the chance of a yes. `pace`: added to the logarithm of the seconds until they answer.
    `work`: added to the logarithm of how long their work takes, compared with the catalogue.
    """

    willing: Leaning = field(default=Leaning(0.0, 0.5))
    pace: Leaning = field(default=Leaning(0.0, 0.1))
    work: Leaning = field(default=Leaning(0.0, 0.04))


NEWCOMER = Habits()
