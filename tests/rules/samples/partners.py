"""Partner companies: what operators see of them, and what their dispatchers see."""

from bot.domain.partners import Partner, PartnerId
from db.partners import PartnerLine
from tests.rules.samples.links import ADDRESS
from tests.rules.samples.people import LATER, NAME, OTHER_NAME, PRICE, WORDS, Fields

LINES = [PartnerLine(Partner(PartnerId(number), NAME), number, 1) for number in (1, 2, 5)]
SERVICE = "Leaking pipe <or> tap"
ORDER: Fields = {
    "number": 12,
    "service": SERVICE,
    "district": "Stare <Miasto>",
    "price": PRICE,
    "window": None,
    "minutes": 3.0,
    "taken": 0,
    "crew": 1,
}
FOR_TWO: Fields = {**ORDER, "price": None, "window": LATER, "taken": 1, "crew": 2}


def member(**changes: object) -> Fields:
    """One of the own people, online and free."""
    return {
        "name": NAME,
        "suspended": False,
        "reachable": True,
        "online": True,
        "running": [],
        "away": "3 km",
        **changes,
    }


MEMBERS = [
    member(),
    member(online=False, running=[(12, "at work"), (13, "on the way")]),
    member(reachable=False),
    member(suspended=True, name=OTHER_NAME),
]
NEWS: Fields = {"name": NAME, "order": 12, "service": SERVICE, "district": "Stare Miasto"}
SAMPLES: dict[str, list[Fields]] = {
    "links/dispatcher": [{"address": ADDRESS, "until": LATER.start, "name": NAME}],
    "partners/card": [
        {"line": line, "dispatchers": names} for line, names in zip(LINES, ([], [NAME], [NAME] * 2), strict=True)
    ],
    "partners/employment": [{"name": NAME, "employment": "freelance"}],
    "partners/list": [{"lines": lines} for lines in ([], LINES)],
    "refusals/not_for_them": [{"name": NAME}],
    "refusals/their_visits_clash": [{"name": NAME}],
    "team/card": [
        {"name": NAME, "members": members, "page": 1, "pages": pages} for members, pages in ((MEMBERS, 2), ([], 1))
    ],
    "team/dismissed": [{"name": NAME}],
    "team/ended": [
        {**NEWS, "why": why, "words": words, "others": others, "is_open": is_open}
        for why in ("withdrawn", "replaced", "customer_absent", "operator", "mistake")
        for words, others, is_open in (("", "", True), (WORDS, OTHER_NAME, False))
    ],
    "team/taken_over": [{**NEWS, "others": OTHER_NAME}],
    "team/handed_back": [{**NEWS, "reason": reason, "is_open": bool(reason)} for reason in ("illness", "")],
    "team/joined": [{"name": NAME}],
    "team/late": [NEWS],
    "team/member": [{"member": one} for one in MEMBERS],
    "team/not_coming": [{**NEWS, "silent": silent} for silent in (True, False)],
    "team/order": [
        {"line": line, "status": "looking for a technician", "searching": searching, "going": going, "able": able}
        for line, searching, going, able in (
            (ORDER, True, [], MEMBERS),
            (ORDER, True, [], []),
            (FOR_TWO, False, MEMBERS[1:2], []),
        )
    ],
    "team/order_line": [{"line": line} for line in (ORDER, FOR_TWO)],
    "team/orders": [
        {"lines": lines, "page": 1, "pages": pages}
        for lines, pages in (([], 1), ([{**ORDER, "able": able} for able in (1, 2, 5)] + [{**FOR_TWO, "able": 1}], 2))
    ],
    "team/sent": [{"name": NAME, "order": 12}],
    "team/welcome": [{"name": NAME}],
}
