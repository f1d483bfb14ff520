"""Will they say yes, and when: predicted for a candidate and a search, learned from every answer of the market.

`predict` says the chance and the minutes. `learn` takes one offer that has come to an end and gives back what is
known then. Nothing here is random or remembers anything by itself: `Knowledge` is numbers that a row can keep, and
the technician's own `Habits` are three pairs of numbers beside them. `bot.matching.answers` turns the predictions of
several people into the chance and time of somebody's yes.

Two models: a logistic regression for the yes, a normal one for the logarithm of the seconds until an answer. In both
each technician and (for the yes) each service has a leaning of its own, drawn towards the average until their own
answers say otherwise. Whoever has not answered when an offer closes has told something too: the longer it was open,
the more it counts as a no.
"""

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from math import exp, log, pi, sqrt
from typing import Any

import numpy as np

from bot.domain.facts import fact
from bot.domain.habits import NEWCOMER, Habits, Leaning
from bot.matching.answers import Prediction, below
from bot.matching.circumstances import FURTHEST_KM, KM, Circumstances
from bot.matching.regression import Regression, Vector

SERVICE = Leaning(0.0, 0.1)
"""How different services are from one another, before anything is known."""
FIRST_WILLING = Regression.believing(
    (0.4, -0.5, -0.5, -0.2, -0.1, -0.4, 0.0, 0.0, 0.0), (0.6, 0.3, 0.4, 0.3, 0.2, 0.4, 0.3, 0.3, 0.5)
)
"""Day one: six in ten of those next door say yes, fewer with every kilometre, job and open question, and at night."""
FIRST_PACE = Regression.believing((log(60), 0.0, 0.0, 0.0), (0.5, 0.3, 0.3, 0.3))
"""Day one: half of the answers come within a minute, whatever the hour."""
FIRST_SPREAD = (10.0, 10.0)
"""So many answers' worth of a log-normal with deviation 1: its weight and its sum of squares."""
SHORTEST_MINUTES = 0.02


class Answer(StrEnum):
    """What became of an offer in the end."""

    YES = "yes"
    NO = "no"
    SILENT = "silent"


@fact(frozen=True, slots=True)
class Heard:
    """An offer that is over. `minutes`: until they answered, or until it closed while they were silent."""

    circumstances: Circumstances
    answer: Answer
    minutes: float


@fact(frozen=True, slots=True, eq=False)
class Knowledge:
    """What is known about everybody together. `spread`: weight and sum of squares around the predicted pace."""

    willing: Regression = FIRST_WILLING
    pace: Regression = FIRST_PACE
    spread: tuple[float, float] = FIRST_SPREAD
    services: Mapping[str, Leaning] = field(default_factory=dict)
    offers: int = 0

    def as_numbers(self) -> dict[str, Any]:
        """Plain numbers, as JSON keeps them."""
        services = {key: [leaning.mean, leaning.variance] for key, leaning in self.services.items()}
        return {
            "willing": self.willing.as_numbers(),
            "pace": self.pace.as_numbers(),
            "spread": list(self.spread),
            "services": services,
            "offers": self.offers,
        }

    @staticmethod
    def from_numbers(numbers: Mapping[str, Any]) -> "Knowledge":
        """The way back from `as_numbers`."""
        weight, squares = numbers["spread"]
        return Knowledge(
            Regression.from_numbers(numbers["willing"]),
            Regression.from_numbers(numbers["pace"]),
            (weight, squares),
            {key: Leaning(mean, variance) for key, (mean, variance) in numbers["services"].items()},
            numbers["offers"],
        )


PRIOR = Knowledge()
"""A market's first day."""


def predict(knowledge: Knowledge, circumstances: Circumstances, habits: Habits = NEWCOMER) -> Prediction:
    """The chance that they accept and the minutes until they do. Doubt about a person draws the chance to the middle.

    It is never higher for being further away, whatever was learned.
    """
    features, own, service = circumstances.features, habits.willing, _service(knowledge, circumstances)
    logits = knowledge.willing.mean(features, own.mean + service.mean)
    logits -= max(0.0, knowledge.willing.weights[1]) * features[1]
    doubt = own.variance + service.variance
    return Prediction(
        chance=_logistic(logits / sqrt(1 + pi * doubt / 8)),
        minutes=exp(knowledge.pace.mean(_pace_features(features), habits.pace.mean)) / 60,
        spread=sqrt(_spread(knowledge) ** 2 + habits.pace.variance),
    )


def chances(
    knowledge: Knowledge, usual: Circumstances, km: Vector, open_offers: Vector, willing: Vector, doubt: Vector
) -> Vector:
    """The very chance of `predict`, for many at once who have nothing else to do.

    All that is the same for them is in `usual`, next door; `willing` and `doubt` are what is known of each.
    """
    weights, service = knowledge.willing.weights, _service(knowledge, usual)
    logits = willing + knowledge.willing.mean(usual.features, service.mean)
    logits += np.minimum(km, FURTHEST_KM) * (min(0.0, weights[1]) / KM) + open_offers * weights[4]
    logits /= np.sqrt(doubt * (pi / 8) + (1 + pi * service.variance / 8))
    likely: Vector = 1 / (1 + np.exp(-np.maximum(logits, -30.0)))
    return likely


def learn(knowledge: Knowledge, habits: Habits, heard: Heard) -> tuple[Knowledge, Habits]:
    """What is known after one more offer has ended, about everybody and about this technician."""
    features, service = heard.circumstances.features, _service(knowledge, heard.circumstances)
    about_pace, spread = _pace_features(features), _spread(knowledge)
    chance = _logistic(knowledge.willing.mean(features, habits.willing.mean + service.mean))
    late = _late(heard, knowledge.pace.mean(about_pace, habits.pace.mean), spread)
    willing, (person, service) = knowledge.willing.moved(
        features, (habits.willing, service), *_about_willing(heard.answer, chance, below(late))
    )
    share, towards, certainty = _about_pace(heard.answer, chance, late)
    pace, (own_pace,) = knowledge.pace.moved(
        about_pace, (habits.pace,), share * towards / spread, share * certainty / spread**2
    )
    learned = Knowledge(
        willing,
        pace,
        _wider(knowledge.spread, share, spread**2 * (1 + late * towards if certainty < 1 else late * late)),
        {**knowledge.services, heard.circumstances.service: service},
        knowledge.offers + 1,
    )
    return learned, Habits(person, own_pace, habits.work)


def _about_willing(answer: Answer, chance: float, answered: float) -> tuple[float, float]:
    """Slope and curvature of the log-likelihood in the logits. `answered`: who accepts has done so with this chance.

    A silent one is either unwilling or slow: log(1 − answered · chance).
    """
    doubt = chance * (1 - chance)
    if answer is Answer.SILENT:
        return -answered * doubt / (1 - answered * chance), max(1e-6, answered * doubt)
    return float(answer is Answer.YES) - chance, max(1e-6, doubt)


def _about_pace(answer: Answer, chance: float, late: float) -> tuple[float, float, float]:
    """How much this offer tells about the pace (0 to 1), where to (in deviations), and how certainly.

    The silent count as far as they would still have accepted: with the mean of the normal's tail beyond `late`.
    """
    if answer is not Answer.SILENT:
        return 1.0, late, 1.0
    beyond = max(1e-9, 1 - below(late))
    tail = exp(-late * late / 2) / sqrt(2 * pi) / beyond
    share = chance * beyond / (1 - chance * (1 - beyond))
    return share, tail, min(0.999, max(1e-3, tail * (tail - late)))


def _late(heard: Heard, expected: float, spread: float) -> float:
    return (log(max(heard.minutes, SHORTEST_MINUTES) * 60) - expected) / spread


def _wider(spread: tuple[float, float], share: float, square: float) -> tuple[float, float]:
    return spread[0] + share, spread[1] + share * square


def _spread(knowledge: Knowledge) -> float:
    weight, squares = knowledge.spread
    return sqrt(squares / weight)


def _service(knowledge: Knowledge, circumstances: Circumstances) -> Leaning:
    return knowledge.services.get(circumstances.service, SERVICE)


def _pace_features(features: tuple[float, ...]) -> tuple[float, ...]:
    _, _, jobs, _, _, night, _, weekend, _ = features
    return 1.0, jobs, night, weekend


def _logistic(logits: float) -> float:
    return 1 / (1 + exp(-max(-30.0, min(30.0, logits))))
