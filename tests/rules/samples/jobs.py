"""Offers and jobs, extra work, the chat, ratings."""

from datetime import timedelta
from types import SimpleNamespace

from bot.domain.extras import ExtraStatus
from bot.domain.offers import DeclineReason, Job, JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.punctuality import NotComing
from bot.ui.dues import Due
from bot.ui.story import Story
from tests.rules.samples.people import (
    MORE,
    NAME,
    NOW,
    OTHER_NAME,
    PHONE,
    PRICE,
    WORDS,
    Fields,
    extra,
    for_two,
    job,
    offer,
    order,
    review,
    technician,
)

SERVICE = "Leaking pipe <or> tap"
STORY = Story(11, NAME, "It needs a special <tool>", WORDS, 2, (extra(ExtraStatus.APPROVED),))
SHORT_STORY = Story(11, NAME, "It is not safe alone", "", 1, ())
OUTCOMES = ["taken", "cancelled", "expired", "withdrawn", *DeclineReason, "declined"]


def offer_card(state: str) -> list[Fields]:
    """The offer of a priced order, and of one without a price for two."""
    about = {"offer": offer(), "service": SERVICE, "now": NOW, "state": state, "story": None, "came_back": None}
    about |= {"customer": "A regular customer · kind (4.8) · reliable"}
    about |= {"note": ""}
    composed = order(minutes=90, note=WORDS)
    return [
        {**about, "order": composed, "description": WORDS, "note": WORDS},
        {**about, "order": order(), "description": WORDS, "story": STORY, "came_back": 11},
        {**about, "order": order(), "description": WORDS},
        {**about, "order": for_two(price=None), "description": ""},
        {**about, "order": for_two(crew=5), "description": ""},
    ]


def reason(why: NotComing) -> Job:
    """A job that was taken back for this reason."""
    return job(JobStatus.CANCELLED if why is NotComing.REPLACED else JobStatus.HANDED_BACK, reason=why.value)


def awaited(status: JobStatus, *, asked: bool = False, late: bool = False, **changes: object) -> Job:
    """A job whose technician is awaited: asked or not, late or not."""
    expected = NOW - timedelta(minutes=12) if late else NOW + timedelta(minutes=9)
    row = {"set_out_by": expected, "promised_at": expected, "arriving_at": expected, "late_at": NOW, **changes}
    return job(status, nudged_at=NOW if asked else None, **row)


def job_card(status: JobStatus, **changes: object) -> list[Fields]:
    """The job of an order with a crew, and of one that waits for the second."""
    about: Fields = {"service": SERVICE, "customer": NAME, "now": NOW, "approved": [], "proposed": None}
    about |= {"story": None, "continued": [], "came_back": None, "note": "", "due": None, "crew": 1}
    about |= {"status": status.value, "locked": False, **changes}
    return [
        {"job": job(status), **about, "order": order(OrderStatus.ASSIGNED), "description": WORDS},
        {"job": job(status), **about, "order": for_two(), "description": ""},
        {"job": job(status), **about, "order": order(OrderStatus.DISPUTED), "description": ""},
        {
            **about,
            "job": job(status, extra=MORE),
            "order": order(OrderStatus.ASSIGNED),
            "description": WORDS,
            "approved": [extra(ExtraStatus.APPROVED)],
            "proposed": extra(),
        },
    ]


JOB_CARDS = [fields for status in JobStatus for fields in job_card(status)]
JOB_CARDS += job_card(JobStatus.ASSIGNED, story=STORY, came_back=11) + job_card(JobStatus.DONE, continued=[13])
JOB_CARDS += job_card(JobStatus.ARRIVED, locked=True, note=WORDS)
JOB_CARDS += [fields for crew in (1, 2) for fields in job_card(JobStatus.DONE, due=Due(MORE, PRICE), crew=crew)]
WITHOUT_CODES = SimpleNamespace(jobs=SimpleNamespace(start_code=False))
"""A market in which nobody asks for a start code."""
JOB_CARDS += job_card(JobStatus.ARRIVED, market=WITHOUT_CODES)
JOB_CARDS += [fields for why in NotComing for fields in job_card(JobStatus.HANDED_BACK, job=reason(why))]
DESK = [
    {"order": order(phone=phone), "customer": NAME, "technician": OTHER_NAME, "technician_phone": PHONE}
    for phone in (PHONE, None)
]
SAMPLES: dict[str, list[Fields]] = {
    "offers/card": [fields for state in ("open", *OUTCOMES) for fields in offer_card(state)],
    "offers/outcome": [{"state": state} for state in OUTCOMES],
    "offers/attachments": [{"order": 12}],
    # ------------------------------------------------------------ jobs
    "jobs/card": JOB_CARDS,
    "jobs/headline": JOB_CARDS,
    "jobs/sums": JOB_CARDS,
    "jobs/where_and_whom": JOB_CARDS,
    "jobs/ask_senior_reason": [{"percent": 40}],
    "orders/story": [{"story": story} for story in (STORY, SHORT_STORY, None)],
    "jobs/add_photos": [{"count": count} for count in (0, 1, 2, 5)],
    "jobs/ask_code": [{"customer": NAME}],
    "jobs/attachments": [{"order": 12}],
    "jobs/photos": [{"order": 12}],
    "jobs/customer_absent": [{"order": 12}],
    "jobs/desk_absent": DESK,
    "jobs/desk_code": DESK,
    "jobs/desk_handed_back": [{**fields, "reason": "illness"} for fields in DESK],
    "jobs/desk_not_coming": [{**fields, "why": why.value} for fields in DESK for why in NotComing],
    "jobs/not_coming": [
        {"name": NAME, "order": 12, "why": why.value, "status": status}
        for why in NotComing
        for status in ("searching", "disputed")
    ],
    "jobs/nudge": [
        {"job": awaited(status, asked=asked), "service": SERVICE, "answer_by": NOW if asked else None}
        for status in JobStatus
        for asked in (True, False)
    ],
    "jobs/delay": [
        *({"job": awaited(status, late=late), "name": NAME} for status in JobStatus for late in (True, False)),
        {"job": awaited(JobStatus.CANCELLED, reason="replaced"), "name": NAME},
    ],
    "jobs/hand_back": [{"order": 12, "begun": begun} for begun in (True, False)],
    "jobs/handed_back": [
        {"name": NAME, "order": 12, "status": status} for status in ("searching", "disputed", "expired")
    ],
    "jobs/whereabouts": [{"name": NAME, "minutes": minutes, "arriving_at": NOW} for minutes in (0.4, 7.0)],
    # ------------------------------------------------------------ extra work
    "extras/card": [
        {"order": order(), "name": NAME, "extra": extra(status), "words": WORDS, "job": on, "due": due}
        for status in ExtraStatus
        for due in (None, Due(MORE, PRICE))
        for on in (job(), job(pay=None), job(JobStatus.DONE))
    ],
    "extras/answered": [{"name": NAME, "extra": extra(status)} for status in ExtraStatus],
    "extras/ask_amount": [{"most": most} for most in (None, PRICE)],
    "extras/ask_words": [{"amount": MORE}],
    # ------------------------------------------------------------ the chat
    "relay/message": [
        {"from_technician": of_technician, "name": NAME, "order": 12, "words": words}
        for of_technician in (True, False)
        for words in (WORDS, "")
    ],
    "relay/talk": [{"name": NAME, "order": 12, "sent": sent} for sent in (0, 3)],
    # ------------------------------------------------------------ ratings
    "ratings/ask_comment": [{"name": NAME, "stars": 4, "public": public} for public in (True, False)],
    "ratings/ask_stars": [{"name": NAME, "days": days} for days in (7, 1)],
    "ratings/ask_tags": [{"stars": 1}],
    "ratings/ask_fixed": [{}],
    "surveys/desk_came_back": [{"order": 7}],
    "surveys/recommend": [{"market": "Onsite", "answer": answer} for answer in (None, 0)],
    "surveys/still_fine": [{"order": 7, "service": SERVICE, "answer": answer} for answer in (None, 0, 1)],
    "ratings/desk_bad": [
        {"order": 12, "author": NAME, "subject": OTHER_NAME, "stars": 1, "tags": tags, "comment": comment}
        for tags, comment in (("late · rude", WORDS), ("", ""))
    ],
    "ratings/ask_reply": [{"review": review(reply)} for reply in ("", WORDS)],
    "ratings/reply_kept": [{"review": review(WORDS)}],
    "ratings/replied": [{"name": NAME, "review": review(WORDS)}],
    "ratings/reply_hidden": [{"hidden": hidden} for hidden in (True, False)],
    "ratings/review": [{"now": NOW, "review": review(reply)} for reply in ("", WORDS)],
    "desk/reviews": [{"now": NOW, "technician": technician(), "reviews": [review(), review(WORDS, hidden=True)]}],
    "ratings/revealed": [
        {"order": 12, "name": NAME, "stars": 5, "tags": tags, "comment": comment}
        for tags, comment in (("kind", WORDS), ("", ""))
    ],
}
