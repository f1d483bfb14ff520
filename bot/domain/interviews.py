"""Interviews: a short talk of an operator with an applicant, at a time that one offers and the other chooses."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.ids import InterviewId, PersonId
from bot.domain.technicians import UNDECIDED, TechnicianStatus


class InterviewStatus(StrEnum):
    """What became of a time that an operator has offered. `called_off`: the operator could not make it."""

    FREE = "free"
    CHOSEN = "chosen"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    MISSED = "missed"
    CALLED_OFF = "called_off"


S = InterviewStatus
RESULTS = frozenset({S.PASSED, S.NOT_PASSED, S.MISSED})
"""What an operator notes afterwards. A slip of the finger may be put right, so each may follow each other."""
INTERVIEW_MAY_BECOME: dict[InterviewStatus, frozenset[InterviewStatus]] = {
    S.FREE: frozenset({S.CHOSEN}),
    S.CHOSEN: frozenset({S.FREE}),
    S.CALLED_OFF: frozenset({S.CHOSEN}),
    S.PASSED: frozenset({S.CHOSEN, S.NOT_PASSED, S.MISSED}),
    S.NOT_PASSED: frozenset({S.CHOSEN, S.PASSED, S.MISSED}),
    S.MISSED: frozenset({S.CHOSEN, S.PASSED, S.NOT_PASSED}),
}
"""New status → the statuses it may be reached from."""
MOST_MISSED = 2
"""Whoever does not come is invited once more; after that an operator has to look."""


class InterviewStep(StrEnum):
    """How an applicant stands with their interview. `none`: there is none here; `waiting`: there are no times yet."""

    NONE = "none"
    INCOMPLETE = "incomplete"
    WAITING = "waiting"
    MAY_CHOOSE = "may_choose"
    CHOSEN = "chosen"
    PASSED = "passed"
    NOT_PASSED = "not_passed"
    MISSED = "missed"


def day_of(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """When a local day begins and ends, in UTC: 23 or 25 hours apart on the days on which the clocks change."""
    begins, ends = (datetime.combine(one, time(), zone) for one in (day, day + timedelta(days=1)))
    return begins.astimezone(UTC), ends.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class InterviewRules:
    """Whether nobody is approved without one; at which times one may be offered, how long before it is chosen.

    `weekdays`: 0 is Monday. The times of a day begin at `earliest` and end by `latest` on the city's clocks. Both sides
    are reminded each of `reminders` before.
    """

    required: bool = False
    length: timedelta = timedelta(minutes=20)
    weekdays: frozenset[int] = frozenset(range(5))
    earliest: time = time(9)
    latest: time = time(18)
    days_ahead: int = 14
    notice: timedelta = timedelta(hours=1)
    reminders: tuple[timedelta, ...] = (timedelta(days=1), timedelta(hours=1))

    def days(self, now: datetime, zone: ZoneInfo) -> list[date]:
        """The local days on which a time can still be offered, the next one first."""
        today = now.astimezone(zone).date()
        days = (today + timedelta(days=ahead) for ahead in range(self.days_ahead))
        return [day for day in days if self.times(day, now, zone)]

    def times(self, day: date, now: datetime, zone: ZoneInfo) -> list[datetime]:
        """The moments of a local day, in UTC, that can be offered: late enough for somebody to choose them.

        A time that the city's clocks leave out is none, and one that they show twice is meant the first time.
        """
        if day.weekday() not in self.weekdays:
            return []
        begins, moments = datetime.combine(day, self.earliest), []
        while begins + self.length <= datetime.combine(day, self.latest):
            moment = begins.replace(tzinfo=zone).astimezone(UTC)
            if moment.astimezone(zone).replace(tzinfo=None) == begins and moment >= now + self.notice:
                moments.append(moment)
            begins += self.length
        return moments

    def may_be_offered(self, moment: datetime, now: datetime, zone: ZoneInfo) -> bool:
        """Whether this is one of the times."""
        day = moment.astimezone(zone).date()
        return day in self.days(now, zone) and moment in self.times(day, now, zone)


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview's row, from the moment its time is offered. `note`: what an operator wrote down about it."""

    id: InterviewId
    operator: PersonId
    begins_at: datetime
    ends_at: datetime
    status: InterviewStatus
    applicant: PersonId | None
    note: str
    decided_by: PersonId | None
    decided_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class Readiness:
    """What an applicant still has to show before the interview: kinds of documents; whether a quiz is to be passed."""

    documents: tuple[str, ...] = ()
    quiz: bool = False

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.documents and not self.quiz


@dataclass(frozen=True, slots=True)
class InterviewStanding:
    """How an applicant stands, with the interview that it is about and what is still missing."""

    step: InterviewStep
    interview: Interview | None = None
    readiness: Readiness = field(default_factory=Readiness)


def interview_standing(
    status: TechnicianStatus,
    applied_at: datetime,
    theirs: Sequence[Interview],
    readiness: Readiness,
    *,
    wanted: bool,
    any_free: bool,
) -> InterviewStanding:
    """How an applicant stands. `theirs` is newest first; `wanted`: whether the market wants interviews at all.

    Whoever has passed has passed; what else was noted counts for the application that it was about.
    """
    if status not in UNDECIDED:
        return InterviewStanding(InterviewStep.NONE)
    noted = _noted(theirs, applied_at)
    if noted is not None:
        return InterviewStanding(InterviewStep(noted.status.value), noted)
    if not (wanted or any_free) or status is TechnicianStatus.MORE_WANTED:
        return InterviewStanding(InterviewStep.NONE)
    if not readiness.is_complete:
        return InterviewStanding(InterviewStep.INCOMPLETE, readiness=readiness)
    return InterviewStanding(InterviewStep.MAY_CHOOSE if any_free else InterviewStep.WAITING)


def _noted(theirs: Sequence[Interview], applied_at: datetime) -> Interview | None:
    """The one that says how they stand: chosen, passed, or an end that leaves nothing to choose."""
    for status in (S.CHOSEN, S.PASSED):
        if found := [one for one in theirs if one.status is status]:
            return found[0]
    lately = [one for one in theirs if one.decided_at is not None and one.decided_at >= applied_at]
    if failed := [one for one in lately if one.status is S.NOT_PASSED]:
        return failed[0]
    missed = [one for one in lately if one.status is S.MISSED]
    return missed[0] if len(missed) >= MOST_MISSED else None
