"""Learning from answers: every night the market looks at how yesterday's offers were answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.domain.answers import PastOffer
from bot.matching.experience import Experience, after
from bot.matching.prediction import PRIOR, Knowledge
from bot.usecases.calling_in import keep_looking
from db import learned
from db.learned import Learned
from db.timers import Timer, set_timer
from db.transaction import Transaction

LEARN = "learning.look"
"""The timer of the night's study."""
MARKET = 0
"""The subject of a timer that is about no row."""
OVER_AFTER = timedelta(hours=2)
"""By then an offer is over, or will not be answered any more."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was known before, and the offers since, made before `until`."""

    before: Learned
    offers: Sequence[PastOffer]
    until: datetime


def begin_studies(tx: Transaction) -> bool:
    """The night's work: learn from the day, and see to it that the market goes on looking ahead."""
    set_timer(tx, LEARN, MARKET, 0, tx.now)
    return keep_looking(tx)


def study(lesson: Lesson) -> Learned:
    """What is known now, as rows keep it."""
    before = Experience(knowledge_of(lesson.before), lesson.before.habits)
    now = after(before, lesson.offers)
    changed = {offer.technician for offer in lesson.offers}
    own = {person: habits for person, habits in now.habits.items() if person in changed}
    return Learned(lesson.until, now.knowledge.as_numbers(), own)


def keep(tx: Transaction, _timer: Timer, lesson_and_learned: tuple[Lesson, Learned]) -> None:
    """Keep it, unless another replica was faster."""
    lesson, found = lesson_and_learned
    if lesson.offers:
        learned.keep(tx, lesson.before.until, found)


def knowledge_of(before: Learned) -> Knowledge:
    """What is known of everybody together."""
    return PRIOR if before.numbers is None else Knowledge.from_numbers(before.numbers)


def knowledge(connection: Connection) -> Knowledge:
    """What the next wave predicts by."""
    numbers = learned.numbers(connection)
    return PRIOR if numbers is None else Knowledge.from_numbers(numbers)
