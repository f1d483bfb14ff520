"""At which times an interview can be, and how an applicant stands with theirs."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.ids import InterviewId, PersonId
from bot.domain.interviews import (
    Interview,
    InterviewRules,
    InterviewStatus,
    InterviewStep,
    Readiness,
    day_of,
    interview_standing,
)
from bot.domain.technicians import TechnicianStatus

WARSAW = ZoneInfo("Europe/Warsaw")
RULES = InterviewRules(length=timedelta(minutes=30), earliest=time(9), latest=time(11), days_ahead=4)
FRIDAY = datetime(2026, 3, 27, 8, 0, tzinfo=UTC)
"""Nine o'clock in Warsaw; on the Sunday after it the clocks go forward."""
NIGHT = InterviewRules(
    length=timedelta(minutes=30), weekdays=frozenset({6}), earliest=time(1, 30), latest=time(4), days_ahead=4
)
S = InterviewStatus


def local(moments: list[datetime]) -> list[str]:
    return [f"{moment.astimezone(WARSAW):%H:%M}" for moment in moments]


def test_what_comes_too_soon_is_not_offered_and_the_weekend_is_free() -> None:
    days = RULES.days(FRIDAY, WARSAW)
    assert [day.day for day in days] == [27, 30]
    assert local(RULES.times(days[0], FRIDAY, WARSAW)) == ["10:00", "10:30"]
    assert local(RULES.times(days[1], FRIDAY, WARSAW)) == ["09:00", "09:30", "10:00", "10:30"]
    assert RULES.times(days[1], FRIDAY, WARSAW)[0] == datetime(2026, 3, 30, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (FRIDAY, ["01:30", "03:00", "03:30"]),
        (datetime(2026, 10, 23, 8, 0, tzinfo=UTC), ["01:30", "02:00", "02:30", "03:00", "03:30"]),
    ],
)
def test_the_clocks_change(now: datetime, shown: list[str]) -> None:
    """What they leave out is no time; what they show twice is offered once."""
    (sunday,) = NIGHT.days(now, WARSAW)
    times = NIGHT.times(sunday, now, WARSAW)
    assert local(times) == shown
    assert len(set(times)) == len(times)
    begins, ends = day_of(sunday, WARSAW)
    assert all(begins <= moment < ends for moment in times)
    assert (ends - begins) != timedelta(days=1)


@pytest.mark.parametrize(("minutes", "may"), [(0, True), (15, False), (-24 * 60, False), (24 * 60, False)])
def test_only_the_times_themselves_may_be_offered(minutes: int, may: bool) -> None:
    monday = datetime(2026, 3, 30, 7, 0, tzinfo=UTC)
    assert RULES.may_be_offered(monday + timedelta(minutes=minutes), FRIDAY, WARSAW) is may


APPLIED = FRIDAY - timedelta(days=3)
ONE = Interview(InterviewId(1), PersonId(1), FRIDAY, FRIDAY, S.CHOSEN, PersonId(2), "", None, None, 1)


def noted(status: InterviewStatus, days_ago: int = 0) -> Interview:
    return replace(ONE, status=status, decided_at=FRIDAY - timedelta(days=days_ago))


@pytest.mark.parametrize(
    ("theirs", "step"),
    [
        ([], InterviewStep.MAY_CHOOSE),
        ([noted(S.MISSED), ONE], InterviewStep.CHOSEN),
        ([noted(S.MISSED)], InterviewStep.MAY_CHOOSE),
        ([noted(S.MISSED), noted(S.MISSED)], InterviewStep.MISSED),
        ([noted(S.MISSED), noted(S.MISSED, days_ago=9)], InterviewStep.MAY_CHOOSE),
        ([noted(S.CALLED_OFF), noted(S.CALLED_OFF)], InterviewStep.MAY_CHOOSE),
        ([noted(S.NOT_PASSED)], InterviewStep.NOT_PASSED),
        ([noted(S.NOT_PASSED, days_ago=9)], InterviewStep.MAY_CHOOSE),
        ([noted(S.PASSED, days_ago=9)], InterviewStep.PASSED),
    ],
)
def test_how_an_applicant_stands(theirs: list[Interview], step: InterviewStep) -> None:
    """What was noted before they applied anew counts no more, but passed is passed."""
    pending = TechnicianStatus.PENDING
    found = interview_standing(pending, APPLIED, theirs, Readiness(), wanted=True, any_free=True)
    assert found.step is step


@pytest.mark.parametrize(
    ("status", "readiness", "wanted", "any_free", "step"),
    [
        (TechnicianStatus.PENDING, Readiness(), False, False, InterviewStep.NONE),
        (TechnicianStatus.PENDING, Readiness(), False, True, InterviewStep.MAY_CHOOSE),
        (TechnicianStatus.PENDING, Readiness(), True, False, InterviewStep.WAITING),
        (TechnicianStatus.PENDING, Readiness(("identity",)), True, True, InterviewStep.INCOMPLETE),
        (TechnicianStatus.PENDING, Readiness(quiz=True), True, True, InterviewStep.INCOMPLETE),
        (TechnicianStatus.MORE_WANTED, Readiness(), True, True, InterviewStep.NONE),
        (TechnicianStatus.REJECTED, Readiness(), True, True, InterviewStep.NONE),
        (TechnicianStatus.APPROVED, Readiness(), True, True, InterviewStep.NONE),
    ],
)
def test_whether_there_is_one_to_choose(
    status: TechnicianStatus, readiness: Readiness, wanted: bool, any_free: bool, step: InterviewStep
) -> None:
    found = interview_standing(status, APPLIED, [], readiness, wanted=wanted, any_free=any_free)
    assert found.step is step
