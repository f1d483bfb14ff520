"""What went wrong, as operators and the people concerned see it."""

from dataclasses import replace

from bot.domain.cases import Case, CaseId, CaseKind, CaseStatus
from bot.domain.ids import OrderId
from tests.rules.samples.people import BANNED, NAME, NOW, OTHER_NAME, PERSON, WORDS, Fields, order

CASE = Case(
    CaseId(3),
    CaseKind.COMPLAINT,
    PERSON.id,
    BANNED.id,
    OrderId(12),
    None,
    CaseStatus.OPEN,
    None,
    NOW,
    0,
    NOW,
    None,
    0,
    0,
)
ANSWERED = replace(CASE, answer_by=None, order=None)
SAID: Fields = {"at": NOW, "author": NAME, "to": "", "is_note": False, "words": WORDS}
LINES = [SAID, {**SAID, "to": OTHER_NAME}, {**SAID, "is_note": True}]
DESK: Fields = {
    "case": CASE,
    "kind": "a complaint",
    "status": "open",
    "person": PERSON,
    "other": BANNED,
    "order": order(),
    "service": "Leaking <pipe>",
    "owner": NAME,
    "late": False,
    "messages": LINES,
    "made_right": [{"what": "Credit", "by": NAME}],
    "in_topic": True,
}
LINE: Fields = {"number": 3, "kind": "a complaint", "status": "open", "name": NAME, "answer_by": NOW}
EVENT: Fields = {"at": NOW, "what": "placed", "who": NAME}
SAMPLES: dict[str, list[Fields]] = {
    "cases/case": [
        {"case": case, "is_complaint": complaint, "status": status.value}
        for case in (CASE, ANSWERED, replace(CASE, overdue=1))
        for complaint in (True, False)
        for status in CaseStatus
    ],
    "cases/desk": [
        DESK,
        {**DESK, "case": replace(CASE, overdue=1, reopened=1), "late": True},
        {**DESK, "case": replace(CASE, reopened=2)},
        {
            **DESK,
            "case": replace(ANSWERED, reopened=5),
            "other": None,
            "order": None,
            "owner": "",
            "messages": [],
            "made_right": [],
        },
        {**DESK, "in_topic": False},
    ],
    "cases/from_desk": [{"order": order, "words": words} for order in (12, None) for words in (WORDS, "")],
    "cases/list": [
        {"title": "Open cases", "lines": [], "page": 1, "pages": 1},
        {
            "title": "Open cases",
            "lines": [
                {**LINE, "owner": NAME, "late": True},
                {**LINE, "owner": "", "late": False, "answer_by": None},
            ],
            "page": 2,
            "pages": 3,
        },
    ],
    "cases/message": [{**line, "case": 3} for line in LINES],
    "cases/passed_on": [{"case": 3, "name": name} for name in (NAME, "")],
    "cases/overdue": [{"case": 3, "name": NAME, "answer_by": NOW}],
    "cases/reopened": [{"case": 3, "name": NAME, "answer_by": None}],
    "cases/story": [
        {"case": 3, "order": order(), "description": WORDS, "events": [EVENT, {**EVENT, "who": ""}], "chat": LINES},
        {"case": 3, "order": None, "description": "", "events": [], "chat": []},
    ],
    "cases/talk": [
        {"way": way, "name": name, "words": words}
        for way, name in (("note", ""), ("to_person", NAME), ("from_side", ""))
        for words in (WORDS, "")
    ],
    "help/ask_question": [{"complaint": complaint, "order": order} for complaint in (True, False) for order in (0, 12)],
}
