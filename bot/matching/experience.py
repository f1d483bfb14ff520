"""The market's own past answers, learned from one after the other, as the lab learns while its day passes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bot.domain.answers import PastOffer
from bot.domain.habits import NEWCOMER, Habits
from bot.domain.ids import PersonId
from bot.matching.circumstances import Circumstances
from bot.matching.prediction import PRIOR, Answer, Heard, Knowledge, learn

MOST_MINUTES = 120.0
"""Silence that is longer says no more."""


@dataclass(frozen=True, slots=True)
class Experience:
    """What is known of everybody together, and of those who were asked."""

    knowledge: Knowledge = PRIOR
    habits: Mapping[PersonId, Habits] = field(default_factory=dict)


def after(before: Experience, offers: Iterable[PastOffer]) -> Experience:
    """What is known after these offers; the same offers in the same order always teach the same."""
    knowledge, habits = before.knowledge, dict(before.habits)
    for offer in offers:
        own = habits.get(offer.technician, NEWCOMER)
        knowledge, habits[offer.technician] = learn(knowledge, own, _heard(offer))
    return Experience(knowledge, habits)


def _heard(offer: PastOffer) -> Heard:
    answers = {True: Answer.YES, False: Answer.NO, None: Answer.SILENT}
    circumstances = Circumstances.from_numbers(offer.circumstances)
    return Heard(circumstances, answers[offer.yes], min(MOST_MINUTES, offer.minutes))
