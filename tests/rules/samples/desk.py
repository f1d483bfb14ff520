"""What operators see."""

from types import SimpleNamespace

from bot.domain.measures.figures import Value
from bot.domain.orders import OrderStatus
from bot.domain.promises import Kept
from bot.domain.technicians import Standing, TechnicianStatus
from bot.ui.dues import Due
from bot.ui.order_account import OrderAccount
from db.statistics import Moment
from tests.rules.samples.people import (
    BANNED,
    LATER,
    MORE,
    NAME,
    NOW,
    OTHER_NAME,
    PERSON,
    PHONE,
    PRICE,
    WORDS,
    Fields,
    extra,
    for_two,
    order,
    technician,
)
from tests.rules.samples.technicians import BROKEN, LITTLE, SAID


def standing(status: TechnicianStatus) -> Standing:
    """Decided a minute ago, unless it waits."""
    return Standing(status, WORDS, PERSON.id, NOW, NOW)


def line(**changes: object) -> Fields:
    """A technician in a list."""
    return {
        "id": 5550003,
        "name": NAME,
        "phone": PHONE,
        "status": "approved",
        "status_words": "approved",
        "online": True,
        "reachable": True,
        "banned": False,
        "stars": 4.9,
        "ratings": 5,
        "load": 1,
        "offers": 0,
        "skills": "Plumbing",
        "metres": 2300.0,
        "employment": "",
        "has_skills": True,
        **changes,
    }


LINES = [
    line(),
    line(online=False, stars=None, load=5, offers=1, employment="own staff"),
    line(banned=True, offers=2, has_skills=False),
    line(status="suspended", status_words="suspended"),
    line(reachable=False),
]
ORDER: Fields = {
    "order": order(),
    "status": "looking for a technician",
    "service": "Leaking <pipe>",
    "skills": "Plumbing",
    "customer": PERSON,
    "is_over": False,
    "description": WORDS,
    "crew": [],
    "asked": [],
    "asked_before": 0,
    "open_offers": 0,
    "events": [{"at": NOW, "what": "placed", "who": NAME, "words": WORDS, "asked": None}],
    "with_operator": False,
    "due": None,
    "account": None,
    "level": "",
}
MEMBER: Fields = {"name": NAME, "phone": PHONE, "id": 5550003, "status": "at work", "proposed": extra()}
FULL: Fields = {
    **ORDER,
    "order": for_two(price=None),
    "customer": BANNED,
    "crew": [{**MEMBER, "is_running": True, "extra": MORE}, {**MEMBER, "is_running": False, "extra": None}],
    "asked": [{"name": OTHER_NAME, "answer": "has not answered"}],
    "events": [{"at": NOW, "what": "technicians asked", "who": "", "words": "", "asked": 3}],
    "with_operator": True,
}
LAB_ROW: Fields = {"name": "As it is", "on_site": 78.4, "unserved": 14.2, "offers_an_order": 4.13}
LAB: Fields = {"days": 28, "technicians": 40, "rows": [LAB_ROW, {**LAB_ROW, "unserved": 0.0}]}
PROMISED: Fields = {"likely": Kept(16, 30), "sure": Kept(9, 10)}
FIGURES: Fields = {
    "title": "Figures: today",
    "by_status": [("done", 4), ("looking", 1)],
    "moment": Moment(10, 4, 0, 0, 0),
    "small_sample": 20,
    "likely": Kept(0, 0),
    "sure": Kept(0, 0),
    "called": 0,
    "came": 0,
}
MEASURED = {"placed": 5, "accepted": 0.8, "accept_half": 1.0, "accept_most": 4.5, "offers_an_order": 2.4}


def measured(sample: int) -> dict[str, Value]:
    """The figures of the page, each from so many things."""
    return {key: Value(value, sample) for key, value in (MEASURED | {"stars": 4.8}).items()}


NOTHING = dict.fromkeys([*MEASURED, "stars"]) | {"placed": Value(0, 0)}
REASONED = ("cancel", "settle", "suspend", "ban")
DONE = (
    *REASONED,
    "quote",
    "level",
    "employment",
    "reinstate",
    "unban",
    "appoint",
    "dismiss",
    "desk",
    "judge",
    "note",
    "anything",
)
FIGURE_LINES = [("Orders", "12 ↑ from 7"), ("At the door within the hour", "83% ≈")]
TERMS = ("level_words", "duration", "note")
ACCOUNTS = [
    OrderAccount("Kowal <&> Synowie", "Shop <3>", NAME, "", is_refused=False, is_counted=True),
    OrderAccount("Kowal <&> Synowie", "", NAME, OTHER_NAME, is_refused=False, is_counted=True),
    OrderAccount("Kowal <&> Synowie", "", NAME, "", is_refused=False, is_waiting=True),
    OrderAccount("Kowal <&> Synowie", "", "", "", is_refused=False),
    OrderAccount("Kowal <&> Synowie", "Shop <3>", NAME, OTHER_NAME, is_refused=True),
    OrderAccount("Kowal <&> Synowie", "", "", "", is_refused=True),
]
SAMPLES: dict[str, list[Fields]] = {
    "applications/desk": [
        {**said, "standing": standing(status), "decided_by": by, "reason": reason, "person": 5550003}
        | {"invited_by": by, "interviews": [], "employment": "freelance"}
        for status in TechnicianStatus
        for said, by, reason in ((SAID, NAME, WORDS), (LITTLE, "", ""))
    ],
    "applications/documents": [{"name": NAME, "count": count} for count in (1, 2, 5)],
    "applications/photo": [{"name": NAME}],
    "applications/reasons": [{"name": NAME, "act": act} for act in ("reject", "more")],
    "applications/words": [{"name": NAME, "act": act} for act in ("reject", "more")],
    "desk/applications": [{"left": left} for left in (0, 1, 2, 5)],
    "desk/appointed": [{"role": "operator"}],
    "desk/ask_price": [{"number": 12, "crew": crew, "description": words} for crew, words in ((1, ""), (2, WORDS))],
    "desk/ask_reason": [{"act": act, "subject": "12"} for act in REASONED],
    "desk/ask_skills": [
        {"price": PRICE, "count": count, "total": MORE, "crew": crew} | dict.fromkeys(TERMS, words)
        for count, crew, words in ((0, 0, ""), (1, 1, ""), (2, 2, WORDS), (5, 4, WORDS))
    ],
    "desk/ask_note": [{"note": ""}, {"note": WORDS}],
    "problems/minutes_expected": [{"most": 720}],
    "desk/assign": [
        {"order": order(), "lines": LINES, "page": 1, "pages": 2},
        {"order": order(), "lines": [], "page": 1, "pages": 1},
    ],
    "desk/attachments": [{"order": 12}],
    "desk/backup": [
        {"outcome": outcome, "name": "onsite-20260304-110000.db", "megabytes": 1.5, "words": WORDS}
        for outcome in ("made", "elsewhere", "failed")
    ],
    "desk/copy_failed": [{"why": WORDS}],
    "desk/banned": [{"reason": ""}, {"reason": WORDS}],
    "desk/done": [{"act": act, "subject": "12"} for act in DONE],
    "desk/order": [
        ORDER,
        {**FULL, "due": Due(MORE, PRICE)},
        *({**FULL, "account": account} for account in ACCOUNTS),
        {**FULL, "asked_before": 1, "open_offers": 1},
        {**ORDER, "order": order(minutes=90, note=WORDS), "level": "expert"},
        {**FULL, "asked_before": 5, "open_offers": 5},
        {**ORDER, "is_over": True, "order": order(OrderStatus.CLOSED), "skills": "", "description": ""},
    ],
    "desk/order_cancelled": [{"order": 12, "words": WORDS}],
    "desk/order_settled": [{"order": 12, "words": WORDS}],
    "desk/orders": [
        {"title": "Open orders", "lines": [], "page": 1, "pages": 1},
        {
            "title": "Open orders",
            "lines": [
                {
                    "number": 12,
                    "service": "Leaking <pipe>",
                    "district": "Stare Miasto",
                    "status": "at work",
                    "minutes": 130.0,
                    "window": window,
                    "taken": 1,
                    "crew": crew,
                }
                for crew, window in ((1, None), (2, LATER))
            ],
            "page": 2,
            "pages": 3,
        },
    ],
    "desk/staff": [{"members": []}, {"members": [{"name": NAME, "role": "owner", "id": 5550001}]}],
    "desk/technician": [
        {
            "technician": technician(status, online=online, jobs_done=done),
            "person": person,
            "status": "approved",
            "reason": reason,
            "skills": "Plumbing",
            "level": "expert",
            "employment": "own staff",
            "languages": "Polski",
            "stars": stars,
            "running": running,
            "open_offers": done,
            "acts": acts,
            "broken": BROKEN[done % 3],
            "progress": [],
            "missing": ["Identity <document>"] * (done % 2),
        }
        for status in (TechnicianStatus.APPROVED, TechnicianStatus.SUSPENDED)
        for online, person, done in ((True, PERSON, 1), (False, PERSON, 5), (True, BANNED, 2))
        for reason, stars, running, acts in (
            (WORDS, 4.9, [(12, "at work")], [{"at": NOW, "what": "suspended", "who": NAME, "reason": WORDS}]),
            ("", None, [], []),
        )
    ],
    "desk/technician_line": [{"line": one} for one in LINES],
    "desk/technicians": [
        {"words": "", "lines": LINES, "page": 1, "pages": 2},
        {"words": WORDS, "lines": [], "page": 1, "pages": 1},
    ],
    "desk/whom_to_ask": [{"market": SimpleNamespace(contact=contact)} for contact in (None, NAME)],
    "help/commands": [{"lines": [("orders", "open orders")]}],
    "help/desk": [{"lines": [("orders", "open orders")]}],
    "lab/result": [{**LAB, "orders": orders} for orders in (51, 52, 2000)],
    "lab/too_few": [{"orders": orders, "least": 50, "days": 28} for orders in (0, 1, 2, 5, 22)],
    "lab/working": [{"orders": orders, "days": 28} for orders in (51, 52, 2000)],
    "stats/figures": [
        {**FIGURES, "figures": measured(5)},
        {**FIGURES, "figures": measured(100), "called": 30, "came": 12, **PROMISED},
        {**FIGURES, "figures": NOTHING, "by_status": []},
    ],
    "reports/export": [{"since": NOW, "until": NOW}],
    "reports/own_week": [{"lines": lines, "tip": tip} for lines in ([], FIGURE_LINES) for tip in ("", WORDS)],
    "reports/report": [{"since": NOW, "until": NOW, "lines": FIGURE_LINES, "placed": placed} for placed in (0, 3)],
}
