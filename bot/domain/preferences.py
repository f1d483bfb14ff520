"""Whom a customer likes to have, and whom not."""

from enum import StrEnum

GOOD_STARS, BAD_STARS = 4, 2
"""From so many stars on a customer is offered to have somebody first, up to so many never again."""


class Preference(StrEnum):
    """What a customer has set about a technician. `blocked`: never asked for this customer's orders."""

    FAVOURITE = "favourite"
    BLOCKED = "blocked"


def preference_after(stars: int) -> Preference | None:
    """What a rating suggests to set; nothing, when it was neither good nor bad."""
    if stars >= GOOD_STARS:
        return Preference.FAVOURITE
    return Preference.BLOCKED if stars <= BAD_STARS else None
