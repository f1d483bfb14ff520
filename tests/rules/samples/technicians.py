"""Applying and working: the registration, the workplace, the record."""

from datetime import timedelta

from bot.domain.calls import Call
from bot.domain.ids import CallId, PersonId
from bot.domain.technicians import TechnicianStatus
from tests.rules.samples.people import ADDRESS, NAME, NOW, PHONE, PRICE, WORDS, Fields, review, technician

SAID: Fields = {
    "name": NAME,
    "phone": PHONE,
    "skill_words": "Plumbing, Locks & doors",
    "base_words": ADDRESS.words,
    "radius_km": 12,
    "language_words": "Polski, فارسی",
    "documents": 2,
    "has_photo": True,
    "experience": WORDS,
}
LITTLE: Fields = {**SAID, "documents": 0, "has_photo": False, "experience": ""}
NO_INTERVIEW: Fields = {"step": "none", "at": None, "missing": (), "quiz": False}
STATUSES = [status.value for status in TechnicianStatus]
WORKPLACE: Fields = {
    "technician": technician(),
    "hours": ["Mon–Fri 09:00–18:00"],
    "position_minutes": None,
    "fresh_minutes": 60,
    "running": 1,
    "jobs_today": 0,
    "earned_today": PRICE,
    "rated": "★ 4.9 (5 ratings)",
    "missing": [],
    "progress": ["First jobs, near and simple: 2 to go"],
}


BROKEN = [{"days": 30, "late": late, "missed": missed} for late, missed in ((0, 0), (1, 1), (5, 22))]
"""Nobody kept waiting; once each; often."""


def earned(jobs: int) -> Fields:
    """What so many jobs brought."""
    return {"amount": PRICE.times(jobs), "jobs": jobs}


CALLS: list[Fields] = [
    {"call": Call(CallId(1), PersonId(5550003), jobs, NOW, NOW + timedelta(hours=3), None, None), "standing": standing}
    for standing in ("open", "came", "not_today", "muted", "over")
    for jobs in (1, 2, 5, 22)
]
SAMPLES: dict[str, list[Fields]] = {
    "applications/said": [SAID, LITTLE],
    "applications/card": [
        {**said, "status": status, "reason": WORDS, "interview": NO_INTERVIEW}
        for status in STATUSES
        for said in (SAID, LITTLE)
    ],
    "registration/base": [{"base_words": ""}, {"base_words": ADDRESS.words}],
    "registration/base_found": [{"credit": ""}, {"credit": "© OpenStreetMap"}],
    "registration/contact": [{"phone": ""}, {"phone": PHONE}],
    "registration/documents": [{"documents": count} for count in (0, 1, 2, 5)],
    "registration/experience": [{"experience": ""}, {"experience": WORDS}],
    "registration/name": [{"name": ""}, {"name": NAME}],
    "registration/photo": [{"has_photo": True}, {"has_photo": False}],
    "registration/radius": [{"base_words": ADDRESS.words}],
    "registration/summary": [
        {**SAID, "wanted": "", "wanted_words": ""},
        {**LITTLE, "wanted": WORDS, "wanted_words": WORDS},
    ],
    # ------------------------------------------------------------ at work
    "technicians/call": CALLS,
    "technicians/earnings": [
        {"today": earned(0), "week": earned(1), "month": earned(5)},
        {"today": earned(1), "week": earned(2), "month": earned(22)},
    ],
    "technicians/jobs": [
        {"lines": [], "page": 1, "pages": 1},
        {
            "lines": [
                {
                    "order": 12,
                    "service": "Leaking <pipe>",
                    "status": "at work",
                    "district": "Stare Miasto",
                    "is_running": running,
                    "price": price,
                    "at": NOW,
                }
                for running, price in ((True, PRICE), (False, None))
            ],
            "page": 1,
            "pages": 3,
        },
    ],
    "technicians/rating": [
        {
            "rated": "★ 4.9",
            "count": 5,
            "enough": 3,
            "comments": [review(), review(WORDS), review(WORDS, hidden=True)],
            "broken": BROKEN[0],
        },
        {"rated": "not rated yet", "count": 0, "enough": 3, "comments": [], "broken": BROKEN[1]},
    ],
    "technicians/broken_words": [{"broken": broken} for broken in BROKEN],
    "technicians/level": [{"level_words": "expert"}],
    "technicians/suspended": [{"reason": ""}, {"reason": WORDS}],
    "technicians/work_radius": [{"technician": technician()}],
    "technicians/workplace": [
        WORKPLACE,
        {**WORKPLACE, "technician": technician(online=False), "hours": [], "position_minutes": 5.0, "jobs_today": 1},
        {**WORKPLACE, "missing": ["Identity <document>"], "position_minutes": 90.0, "jobs_today": 5},
    ],
    "working_hours/day": [{"name": "Monday"}],
    "working_hours/week": [{"any_time": True}, {"any_time": False}],
}
