"""What the cards and notices of a case look up again and again: its people, its order, its topic, what was said."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from bot.domain.cases import Case, CaseKind, CaseMessage, CaseStatus, Way
from bot.domain.names import NAMELESS, first_name
from bot.domain.orders import Order
from bot.domain.people import Person
from bot.ui.registry import CardRequest, NoticeRequest
from bot.ui.texts import N_, Texts
from bot.ui.view import Topic
from db import case_messages, cases, orders, people

KINDS = {
    CaseKind.BAD_RATING: N_("a bad rating"),
    CaseKind.NO_SHOW: N_("nobody came"),
    CaseKind.CAME_BACK: N_("it came back"),
    CaseKind.COMPLAINT: N_("a complaint"),
    CaseKind.QUESTION: N_("a question"),
    CaseKind.INTERVIEW: N_("an interview"),
}
STATUSES = {
    CaseStatus.OPEN: N_("open"),
    CaseStatus.ASKED: N_("asked whether it is solved"),
    CaseStatus.SOLVED: N_("solved"),
}
WORDLESS = {
    "photo": N_("(a photo)"),
    "voice": N_("(a voice message)"),
    "video": N_("(a video)"),
    "document": N_("(a file)"),
    "location": N_("(a place)"),
}
"""What stands for something that has no words."""


@dataclass(frozen=True, slots=True)
class CaseSight:
    """A case with its people and its order."""

    case: Case
    person: Person
    other: Person | None
    order: Order | None

    @property
    def person_name(self) -> str:
        """What the person whose case it is is called."""
        return first_name(self.person.name) or NAMELESS

    @property
    def other_name(self) -> str:
        """What the other side is called; '' where there is none."""
        return (first_name(self.other.name) or NAMELESS) if self.other else ""

    def topic(self, texts: Texts) -> Topic:
        """The thread in which operators read it."""
        kind = texts.label(KINDS[self.case.kind])
        return Topic(self.case.id, f"{texts.digits(str(self.case.id))} · {self.person_name} · {kind}")


def case_sight(connection: Connection, case: int) -> CaseSight | None:
    """Everything about the case of that number; None when there is none."""
    row = cases.find(connection, case)
    if row is None:
        return None
    person = people.find(connection, row.person)
    assert person is not None
    other = people.find(connection, row.other) if row.other else None
    return CaseSight(row, person, other, orders.find(connection, row.order) if row.order else None)


def message_sight(connection: Connection, message: int) -> tuple[CaseMessage, CaseSight] | None:
    """Something that was said, and the case it was said in."""
    row = case_messages.find(connection, message)
    sight = case_sight(connection, row.case) if row else None
    return (row, sight) if row and sight else None


def topic_of(ask: NoticeRequest) -> Topic | None:
    """The thread of the case that a notice's fields name."""
    sight = case_sight(ask.connection, ask.fields.get("case", 0))
    return sight.topic(ask.texts) if sight else None


def said_fields(ask: CardRequest, message: CaseMessage, sight: CaseSight) -> dict[str, Any]:
    """Who said what to whom, for a template."""
    author = people.find(ask.connection, message.author)
    return {
        "author": (first_name(author.name) if author else "") or NAMELESS,
        "to": {Way.TO_PERSON: sight.person_name, Way.TO_OTHER: sight.other_name}.get(message.way, ""),
        "is_note": message.way is Way.NOTE,
        "words": message.said.words or ask.texts.label(WORDLESS[message.said.kind]),
        "at": message.at,
    }
