"""Questions that the market asks by itself, one tap each."""

from enum import StrEnum


class SurveyKind(StrEnum):
    """`still_fine`: a week later, 1 yes, 0 it came back. `recommend`: from 0 (never) to 10 (to everybody).

    `follow_up`: after one of a technician's first jobs, 2 good, 1 so-so, 0 bad."""

    STILL_FINE = "still_fine"
    RECOMMEND = "recommend"
    FOLLOW_UP = "follow_up"


ANSWERS: dict[SurveyKind, range] = {
    SurveyKind.STILL_FINE: range(2),
    SurveyKind.RECOMMEND: range(11),
    SurveyKind.FOLLOW_UP: range(3),
}
"""What may be answered."""
