"""Records: what counts, which level they lead to, where they fall short, and what follows what."""

from datetime import timedelta

import pytest

from bot.domain.cautions import Step
from bot.domain.levels import Level
from bot.domain.offers import HandBackReason, JobStatus
from bot.domain.punctuality import NotComing
from bot.domain.rating_rules import RatingRules
from bot.domain.records import LevelRules, Measure, Record, RecordRules, Rung, Standard, Work, record_of

RATINGS = RatingRules(4.5, 5, timedelta(days=7), 2)
GOOD = Work(JobStatus.DONE, None, was_late=False)
LATE = Work(JobStatus.DONE, None, was_late=True)
BACK = Work(JobStatus.HANDED_BACK, HandBackReason.SKILL, was_late=False)
MISSED = Work(JobStatus.HANDED_BACK, NotComing.NO_SHOW, was_late=False)
REPLACED = Work(JobStatus.CANCELLED, NotComing.REPLACED, was_late=True)
ABSENT = Work(JobStatus.CUSTOMER_ABSENT, None, was_late=False)


@pytest.mark.parametrize(
    ("work", "on_time", "done"),
    [
        ([], 1, 1),
        ([GOOD, ABSENT], 1, 1),
        ([GOOD, LATE], 0.5, 1),
        ([GOOD, BACK], 1, 0.5),
        ([GOOD, GOOD, MISSED, REPLACED], 0.5, 0.5),
    ],
)
def test_what_counts(work: list[Work], on_time: float, done: float) -> None:
    record = record_of(30, work, [5, 4], RATINGS)
    assert (record.jobs, record.looked_at, record.on_time, record.done) == (30, len(work), on_time, done)
    assert record.stars == pytest.approx((9 + 5 * 4.5) / 7)


LADDER = LevelRules(
    (
        Rung(Level.JUNIOR, 5, Standard(4.0, 0.8, 0.8)),
        Rung(Level.CERTIFIED, 20, Standard(4.3, 0.8, 0.9)),
        Rung(Level.EXPERT, 20, Standard(4.0, 0.5, 0.5)),
    )
)


@pytest.mark.parametrize(
    ("jobs", "stars", "on_time", "done", "level"),
    [
        (4, 5.0, 1.0, 1.0, Level.NEW),
        (5, 4.0, 0.8, 0.8, Level.JUNIOR),
        (5, 4.0, 0.79, 0.8, Level.NEW),
        (20, 4.2, 1.0, 1.0, Level.JUNIOR),  # one rung is missing, and none above it is reached
        (20, 4.3, 1.0, 0.9, Level.EXPERT),
    ],
)
def test_each_level_takes_those_below(jobs: int, stars: float, on_time: float, done: float, level: Level) -> None:
    assert LADDER.earned(Record(jobs, 20, stars, on_time, done)) is level


def test_the_figure_that_is_furthest_below_is_the_reason() -> None:
    rules = RecordRules(20, 8, Standard(3.8, 0.6, 0.6), timedelta(days=7), timedelta(hours=24))
    fallen = rules.fallen(Record(50, 20, 3.7, 0.5, 0.2))
    assert fallen is not None
    assert (fallen.measure, fallen.value, fallen.wanted) == (Measure.DONE, 0.2, 0.6)
    assert rules.fallen(Record(50, 20, 3.8, 0.6, 0.6)) is None
    assert rules.fallen(Record(50, 7, 1.0, 0.0, 0.0)) is None, "too little is known"


def test_one_step_follows_the_other() -> None:
    assert [step.next for step in Step] == [Step.LIMITED, Step.SUSPENDED, Step.SUSPENDED]
