"""Interviews: how an applicant stands with theirs, what operators see of one, and what both are asked."""

from datetime import date, timedelta

from bot.domain.ids import InterviewId
from bot.domain.interviews import Interview, InterviewStatus, InterviewStep
from tests.rules.samples.people import NAME, NOW, OTHER_NAME, PERSON, WORDS, Fields
from tests.rules.samples.technicians import LITTLE, SAID

SOON, PAST = NOW + timedelta(days=1), NOW - timedelta(hours=1)
LINE: Fields = {"at": PAST, "with_whom": NAME, "status": "passed", "note": ""}
LINES = [LINE, {**LINE, "note": WORDS}]


def own(step: InterviewStep, *, past: bool = False, missing: tuple[str, ...] = (), quiz: bool = False) -> Fields:
    """How an applicant stands, as their application says it."""
    return {"interview": {"step": step.value, "at": PAST if past else SOON, "missing": missing, "quiz": quiz}}


OWN = [
    *map(own, InterviewStep),
    own(InterviewStep.CHOSEN, past=True),
    own(InterviewStep.INCOMPLETE, missing=(NAME, OTHER_NAME), quiz=True),
]


def interview(status: InterviewStatus, note: str = "") -> Interview:
    """One with Olga, about which something may have been noted."""
    decided = NOW if status is not InterviewStatus.CHOSEN else None
    return Interview(InterviewId(3), PERSON.id, SOON, SOON, status, PERSON.id, note, PERSON.id, decided, 1)


AT_DESK: list[Fields] = [
    {**SAID, "shown": [(NAME, "approved")], "proved": NAME, "earlier": LINES},
    {**LITTLE, "shown": [], "proved": "", "earlier": []},
]
ABOUT: Fields = {"status": "to come", "operator": NAME, "person": PERSON.id}
DAY = date(2026, 3, 6)
SAMPLES: dict[str, list[Fields]] = {
    "interviews/own": OWN,
    "interviews/lines": [{"interviews": LINES}, {"interviews": []}],
    "interviews/desk": [
        {**ABOUT, **story, "row": interview(status, note)}
        for story in AT_DESK
        for status, note in ((InterviewStatus.CHOSEN, ""), (InterviewStatus.PASSED, WORDS))
    ],
    "interviews/desk_free": [{**ABOUT, "row": interview(InterviewStatus.FREE)}],
    "interviews/called_off": [{"at": SOON}],
    "interviews/missed": [{"again": again} for again in (True, False)],
    "interviews/reminder": [{"at": SOON}],
    "interviews/given_back": [
        {"name": name, "at": SOON, "later": later} for name, later in ((NAME, None), (NAME, SOON), ("", None))
    ],
    "interviews/ask_days": [{"coming": []}, {"coming": [{"at": SOON, "name": NAME, "operator": OTHER_NAME}]}],
    "interviews/ask_times": [{"day": DAY}],
    "interviews/ask_when": [
        {"nothing": nothing, "day": day, "current": current}
        for nothing, day, current in ((True, None, None), (False, DAY, SOON), (False, None, None))
    ],
    "interviews/ask_note": [{"name": NAME}],
    "refusals/interview_moved_on": [{"status": "chosen"}, {"status": "passed"}],
    "problems/interview_time": [{"why": why} for why in ("interview_taken", "interview_moved_on", "interview_gone")],
}
