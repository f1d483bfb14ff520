"""Links that open something once."""

from tests.rules.samples.people import LATER, NAME, Fields

ADDRESS = "https://t.me/onsite_bot?start=join-abc"
SAMPLES: dict[str, list[Fields]] = {
    "links/invitation": [
        {"address": ADDRESS, "until": LATER.start, "skills": skills} for skills in ("", "Plumbing <and> more")
    ],
    "links/invited": [{"name": NAME}],
    "refusals/link_used": [{"by_you": by_you} for by_you in (True, False)],
}
