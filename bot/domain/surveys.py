"""Questions that the market asks by itself, one tap each."""

from enum import StrEnum


class SurveyKind(StrEnum):
    """`still_fine`: a week later, 1 yes, 0 it came back. `recommend`: from 0 (never) to 10 (to everybody)."""

    STILL_FINE = "still_fine"
    RECOMMEND = "recommend"


ANSWERS: dict[SurveyKind, range] = {SurveyKind.STILL_FINE: range(2), SurveyKind.RECOMMEND: range(11)}
"""What may be answered."""
