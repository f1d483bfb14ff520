"""Links that open something once."""

from tests.rules.samples.people import LATER, NAME, Fields

ADDRESS = "https://t.me/onsite_bot?start=join-abc"
SAMPLES: dict[str, list[Fields]] = {
    "links/invitation": [
        {"address": ADDRESS, "until": LATER.start, "skills": skills, "employment": employment}
        for skills, employment in (("", ""), ("Plumbing <and> more", "own staff"))
    ],
    "links/invited": [{"name": NAME, "partner": partner} for partner in ("", "Blue <Pipe>")],
    "refusals/link_used": [{"by_you": by_you} for by_you in (True, False)],
}
