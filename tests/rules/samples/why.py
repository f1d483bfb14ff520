"""Why somebody was asked or not."""

from bot.domain.why import WaveAccount
from tests.rules.samples.people import NAME, NOW, OTHER_NAME, PRICE, Fields, order

FIGURES = ["1.2 km", "★ 4.8"]
SERVICE = "Leaking pipe <or> tap"


def head(wave: int, rounds: int, metres: float | None) -> Fields:
    """The same wave of an only round, and of one of several."""
    account = WaveAccount(NOW, rounds, wave, metres and metres / 1000, (), (), {}, newcomer=metres is None)
    return {"order": order(), "service": SERVICE, "account": account, "rounds": rounds, "metres": metres, "now": NOW}


HEADS = [head(1, 1, 4000.0), head(2, 2, None)]
LINES = [
    {"place": 1, "id": 5550003, "name": NAME, "figures": FIGURES, "answer": "declined: too far"},
    {"place": 2, "id": 5550004, "name": OTHER_NAME, "figures": [], "answer": ""},
]
GROUPS = [
    {"title": "Offline", "count": 22, "names": [NAME, OTHER_NAME], "more": 20},
    {"title": "Banned", "count": 1, "names": [NAME], "more": 0},
]
ASKED: Fields = {
    "stand": "asked",
    "service": SERVICE,
    "district": "Stare Miasto",
    "place": 2,
    "head_start": False,
    "newcomer": False,
    "staff": "",
}
VERDICTS = [
    {"at": NOW, "stand": stand, "place": 2, "rule": "offline", "figures": figures}
    for stand, figures in (("asked", FIGURES), ("waiting", FIGURES), ("held_back", []))
]
MISSED = {"service": SERVICE, "district": "Stare Miasto", "away": "4 km", "at": NOW, "why": "You were offline."}
OPEN: Fields = {"service": SERVICE, "district": "Stare Miasto", "away": "4 km", "price": PRICE, "why": "Others first."}
SAMPLES: dict[str, list[Fields]] = {
    "desk/why": [
        {**HEADS[0], "asked": LINES, "more_asked": 4, "groups": GROUPS},
        {**HEADS[1], "asked": [], "more_asked": 0, "groups": []},
    ],
    "desk/why_head": HEADS,
    "desk/why_group": [
        {**HEADS[0], "title": "Offline", "count": 22, "ranked": ranked, "page": 1, "pages": pages, "lines": LINES}
        for ranked, pages in ((True, 1), (False, 3))
    ],
    "desk/why_nothing": [{"order": order()}],
    "desk/why_one": [
        {"order": order(), "technician": 5550003, "name": NAME, "lines": lines, "rule": "offline"}
        for lines in (VERDICTS, [])
    ],
    "offers/why": [
        {**ASKED, "together": 3, "others": 1, "figures": FIGURES, "taken_after": None, "is_open": True},
        {
            **ASKED,
            "together": 2,
            "others": 1,
            "figures": FIGURES,
            "taken_after": None,
            "is_open": True,
            "staff": "first",
        },
        {
            **ASKED,
            "together": 2,
            "others": 1,
            "figures": FIGURES,
            "taken_after": 3.0,
            "is_open": False,
            "staff": "after",
        },
        {**ASKED, "together": 1, "others": 5, "figures": FIGURES, "taken_after": 0.7, "is_open": False},
        {**ASKED, "together": 1, "others": 0, "figures": [], "taken_after": None, "is_open": False, "head_start": True},
        {**ASKED, "together": 1, "others": 0, "figures": [], "taken_after": None, "is_open": True, "newcomer": True},
        {**ASKED, "stand": "", "together": 0, "others": 0, "figures": [], "taken_after": None, "is_open": False},
    ],
    "technicians/nearby": [
        {"lines": [{**OPEN, "answerable": True}, {**OPEN, "answerable": False}], "more": 3, "online": True},
        {"lines": [{**OPEN, "price": None, "answerable": False}], "more": 1, "online": False},
        {"lines": [], "more": 0, "online": True},
        {"lines": [], "more": 0, "online": False},
    ],
    "technicians/missed": [
        {"lines": [MISSED, MISSED], "days": 3, "beyond": 10_000, "page": 1, "pages": 2},
        {"lines": [], "days": 3, "beyond": 10_000, "page": 1, "pages": 1},
    ],
}
