"""What customers see of their orders."""

from datetime import timedelta

from bot.domain.catalogue import Category
from bot.domain.languages import Language
from bot.domain.levels import Level
from bot.domain.offers import CancelReason, Job, JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.promises import Promise
from bot.domain.technicians import TechnicianStatus
from bot.ui.dues import Due
from bot.ui.order_account import OrderAccount
from bot.ui.who_comes import Member
from tests.rules.samples.jobs import STORY
from tests.rules.samples.people import (
    ADDRESS,
    LATER,
    MORE,
    NAME,
    NOW,
    OTHER_NAME,
    PHONE,
    PRICE,
    WORDS,
    Fields,
    for_two,
    job,
    order,
    place,
    review,
    technician,
)

S, J = OrderStatus, JobStatus
DUE = Due(MORE, PRICE)
SERVICE = "Leaking pipe <or> tap"


def member(on: Job, *, stars: float | None = None, extras: tuple[tuple[object, str], ...] = ()) -> Member:
    """One of the crew; without stars, a newcomer."""
    level = "" if stars else "new here"
    return Member(on, NAME, stars, 5 if stars else 0, level, 2300, 9.0, extras)


def crew(status: JobStatus = J.ASSIGNED) -> list[Member]:
    """A newcomer and somebody well known who is paid for more than was agreed at first."""
    return [
        member(job(status, extra=MORE), extras=((MORE, WORDS),)),
        member(job(J.EN_ROUTE if status is J.ASSIGNED else status), stars=4.9),
    ]


def card(status: OrderStatus, at: JobStatus = J.ASSIGNED, **fields: object) -> list[Fields]:
    """The card with nobody, with one and with a crew of two."""
    every: Fields = {"service": SERVICE, "now": NOW, "asked": 0, "begins": None, "with_operator": False}
    every |= {"promise": None, "place": None, "late": False, "story": None, "continued": [], "came_back": None}
    every |= {"due": None, "account": None, "level": "expert", **fields}
    one, two = [member(job(at, arriving_at=NOW - timedelta(minutes=1)))], crew(at)
    sums = {"total": PRICE + MORE, "code": ""}
    return [
        {**every, **sums, "order": order(status), "crew": [], "total": PRICE},
        {**every, **sums, "order": order(status, window=LATER), "crew": one, "code": "0471", "place": place(WORDS)},
        {**every, **sums, "order": order(status), "crew": one, "story": STORY, "came_back": 11},
        {**every, **sums, "order": order(status), "crew": one, "continued": [13], "place": place(None)},
        {**every, **sums, "order": for_two(status), "crew": two, "due": DUE},
        {**every, **sums, "order": for_two(status, price=None), "crew": one, "total": None},
    ]


def over(status: OrderStatus, reasons: list[str | None]) -> list[Fields]:
    """The card of an order that is over, for each reason."""
    return [{**fields, "order": order(status, closed_reason=reason)} for reason in reasons for fields in card(status)]


KNOWN: Fields = {"level": "", "spread": ((5, 12), (3, 1)), "on_time": 95, "completed": 100, "looked_at": 20}
KNOWN |= {"skill_words": "Plumbing, Locks & doors", "reviews": [review(), review(WORDS)]}
LITTLE_KNOWN = KNOWN | {"on_time": None, "completed": None, "spread": ((5, 1),), "reviews": []}
CLOSED_FOR = [*CancelReason, "customer_absent", "operator", None]
HALF, MOST = NOW + timedelta(minutes=35), NOW + timedelta(minutes=70)
PROMISES = [
    Promise(NOW, around, likely, sure)
    for around, likely, sure in ((5, HALF, MOST), (5, MOST, MOST), (1, HALF, None), (1, None, None), (0, None, None))
]
ACCOUNTS = [
    OrderAccount("Kowal <&> Synowie", site, managers, by, refused)
    for site, managers in (("Shop <3>", NAME), ("", ""))
    for by, refused in (("", False), (OTHER_NAME, True), ("", True))
]
SAMPLES: dict[str, list[Fields]] = {
    "orders/base": card(S.SEARCHING),
    "orders/ahead": card(S.SEARCHING),
    "orders/over": card(S.DONE, J.DONE),
    "orders/under_way": card(S.ASSIGNED),
    "orders/crew": [fields for at in JobStatus for fields in card(S.ASSIGNED, at)],
    "orders/sums": card(S.DONE, J.DONE),
    "orders/quoting": [
        {**card(S.QUOTING)[0], "order": order(S.QUOTING, level=Level.EXPERT, minutes=90, note=WORDS)},
        *({**card(S.QUOTING)[0], "order": order(S.QUOTING, crew=count)} for count in (2, 5)),
        *({**one, "order": order(S.QUOTING, price=price)} for price in (None, PRICE) for one in card(S.QUOTING)),
    ],
    "orders/approving": [fields for account in ACCOUNTS for fields in card(S.APPROVING, account=account)],
    "orders/searching": [
        *card(S.SEARCHING),
        *card(S.SEARCHING, account=ACCOUNTS[1]),
        *card(S.SEARCHING, promise=PROMISES[0], late=True),
        *(fields for promise in PROMISES for fields in card(S.SEARCHING, promise=promise)),
        *card(S.SEARCHING, asked=1),
        *card(S.SEARCHING, asked=5),
        *card(S.SEARCHING, begins=LATER.start),
    ],
    "orders/assigned": card(S.ASSIGNED),
    "orders/en_route": card(S.EN_ROUTE, J.EN_ROUTE),
    "orders/arrived": card(S.ARRIVED, J.ARRIVED),
    "orders/in_progress": card(S.IN_PROGRESS, J.IN_PROGRESS),
    "orders/done": card(S.DONE, J.DONE),
    "orders/closed": card(S.CLOSED, J.CUSTOMER_ABSENT),
    "orders/disputed": card(S.DISPUTED, J.IN_PROGRESS),
    "orders/cancelled": over(S.CANCELLED, CLOSED_FOR),
    "orders/expired": [
        *card(S.EXPIRED),
        *card(S.EXPIRED, asked=1, with_operator=True),
        *card(S.EXPIRED, asked=22),
    ],
    "orders/list": [{"any_orders": True}, {"any_orders": False}],
    "orders/profile": [
        {**KNOWN, "technician": technician(), "stars": 4.86, "language_words": "Polski", "experience": WORDS},
        {
            **LITTLE_KNOWN,
            "technician": technician(TechnicianStatus.APPROVED, stars_count=1, jobs_done=1),
            "stars": 5.0,
            "language_words": "فارسی, English",
            "experience": "",
        },
        {
            **LITTLE_KNOWN,
            "technician": technician(jobs_done=0),
            "level": "new here",
            "stars": None,
            "spread": (),
            "language_words": "English",
            "experience": WORDS,
        },
    ],
    "orders/cancelling": [
        {"order": order(), "waiting": [], "under_way": [], "counts": False},
        {"order": order(), "waiting": [NAME], "under_way": [OTHER_NAME], "counts": True},
    ],
    "orders/called_off": [{"order": order(), "service": SERVICE, "words": words} for words in ("", WORDS)],
    "orders/desk_nobody_found": [{"order": 12}],
    # ------------------------------------------------------------ ordering
    "ordering/candidates": [{"typed": WORDS, "credit": credit} for credit in ("", "© OpenStreetMap")],
    "ordering/pin": [
        {"words": ADDRESS.words, "district": ADDRESS.district, "credit": "© OpenStreetMap"},
        {"words": "Stare Miasto 1", "district": "Stare Miasto", "credit": ""},
    ],
    "ordering/place": [
        {"typed": typed, "saved": saved, "sites": sites}
        for typed, saved, sites in ((WORDS, 0, 0), ("", 2, 0), ("", 0, 0), ("", 1, 2))
    ],
    "ordering/door": [{"door": ""}, {"door": WORDS}],
    "ordering/said": [{"description": "", "attached": ""}, {"description": WORDS, "attached": "2 photos"}],
    "ordering/service": [
        {"category": category, "description": words, "attached": ""}
        for category in (None, Category("water", "🚰", dict.fromkeys(Language, NAME), ()))
        for words in ("", WORDS)
    ],
    "ordering/problem": [
        {"description": "", "attached": "", "required": True},
        {"description": "", "attached": "", "required": False},
        {"description": WORDS, "attached": "1 photo", "required": False},
    ],
    "ordering/time": [{"day": None}, {"day": NOW.date()}, {"day": LATER.start.date()}],
    "ordering/summary": [
        {
            "service": SERVICE,
            "gone": False,
            "description": WORDS,
            "attachments": 1,
            "address": {"words": ADDRESS.words, "district": ADDRESS.district},
            "door": WORDS,
            "note": WORDS,
            "window": [LATER.start, LATER.end],
            "crew": 2,
            "phone": PHONE,
            "price": PRICE,
            "total": PRICE.times(2),
            "due": DUE,
            "promise": None,
            "payer": None,
        },
        {
            "service": SERVICE,
            "gone": False,
            "due": None,
            "description": "",
            "attachments": 5,
            "address": {"words": "Stare Miasto 1", "district": "Stare Miasto"},
            "door": "",
            "note": "",
            "window": [],
            "crew": 1,
            "phone": None,
            "price": PRICE,
            "total": PRICE,
            "promise": PROMISES[0],
            "payer": None,
        },
    ],
    "ordering/promise": [{"promise": promise} for promise in PROMISES],
}
SAMPLES["ordering/summary"] += [
    {**SAMPLES["ordering/summary"][1], "price": None, "total": None, "gone": gone} for gone in (True, False)
]
SAMPLES["ordering/summary"] += [
    {**SAMPLES["ordering/summary"][1], "payer": {"name": "Kowal <&>", "site": site, "waits": waits, "asked": asked}}
    for site, waits, asked in (("", False, ""), ("Shop <3>", True, NAME), ("", True, ""))
]
