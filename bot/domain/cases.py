"""Cases: what an operator must look into, until the person whose case it is says that it is solved."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.relay import Utterance

CaseId = NewType("CaseId", int)


class CaseKind(StrEnum):
    """What opened the case."""

    BAD_RATING = "bad_rating"
    NO_SHOW = "no_show"
    CAME_BACK = "came_back"
    COMPLAINT = "complaint"
    QUESTION = "question"
    INTERVIEW = "interview"


COMPLAINTS = frozenset(CaseKind) - {CaseKind.QUESTION, CaseKind.INTERVIEW}
"""Kinds that say that something went wrong; a question only wants to know something, an interview is a talk."""


class CaseStatus(StrEnum):
    """Where a case stands. `asked`: an operator thinks that it is solved, and the person is asked whether it is."""

    OPEN = "open"
    ASKED = "asked"
    SOLVED = "solved"


CASE_MAY_BECOME: dict[CaseStatus, frozenset[CaseStatus]] = {
    CaseStatus.ASKED: frozenset({CaseStatus.OPEN}),
    CaseStatus.SOLVED: frozenset({CaseStatus.ASKED}),
    CaseStatus.OPEN: frozenset({CaseStatus.ASKED, CaseStatus.SOLVED}),
}
"""New status → the statuses it may be reached from."""


class Way(StrEnum):
    """Who says something to whom: the person whose case it is, the other side of the job, the desk, or only itself."""

    FROM_PERSON = "from_person"
    FROM_OTHER = "from_other"
    TO_PERSON = "to_person"
    TO_OTHER = "to_other"
    NOTE = "note"


ANSWERS: dict[Way, Way] = {Way.FROM_PERSON: Way.TO_PERSON, Way.FROM_OTHER: Way.TO_OTHER}
"""What was said to the desk → the way of the answer to it."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a case is about: an order, one job of it, and the other side of that job; or nothing of the kind."""

    order: OrderId | None = None
    job: JobId | None = None
    other: PersonId | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A case's row. `other`: the other side of the job it is about. `answer_by`: until when an answer is promised.

    `closed_at`: when an operator last found it solved; `overdue`: how often a promised time has passed.
    """

    id: CaseId
    kind: CaseKind
    person: PersonId
    other: PersonId | None
    order: OrderId | None
    job: JobId | None
    status: CaseStatus
    owner: PersonId | None
    answer_by: datetime | None
    overdue: int
    opened_at: datetime
    closed_at: datetime | None
    reopened: int
    version: int

    def side_of(self, person: int) -> Way | None:
        """The way in which this person talks to the desk; None for whoever has no part in it."""
        if person == self.person:
            return Way.FROM_PERSON
        return Way.FROM_OTHER if person == self.other else None

    def reader(self, way: Way) -> PersonId | None:
        """To whom words of that way go; None where they stay at the desk."""
        return {Way.TO_PERSON: self.person, Way.TO_OTHER: self.other}.get(way)


@dataclass(frozen=True, slots=True)
class CaseMessage:
    """Something that was said in a case."""

    id: int
    case: CaseId
    author: PersonId
    way: Way
    said: Utterance
    at: datetime
