"""Records that fall, appeals, first jobs and what their customers say."""

from bot.domain.cautions import Caution, Step
from bot.domain.records import Measure, Shortfall
from tests.rules.samples.people import NAME, NOW, PERSON, Fields

WHY = "Stars of late: 3.2. At least 3.8 are needed."
SHORTFALL = Shortfall(Measure.STARS, 3.2, 3.8)


def caution(*, answered: bool = False, lifted: bool = False) -> Caution:
    """Somebody is limited and has appealed."""
    at = NOW if answered else None
    return Caution(7, PERSON.id, Step.LIMITED, SHORTFALL, NOW, NOW, PERSON.id, at, NOW if lifted else None)


APPEAL: Fields = {"name": NAME, "step": "Near and simple jobs only", "why": WHY}
SAMPLES: dict[str, list[Fields]] = {
    "records/caution": [
        {"step": step.value, "why": WHY, "days": days, "radius": 6000.0} for step in Step for days in (1, 2, 7)
    ],
    "records/desk_appeal": [
        {**APPEAL, "caution": caution(), "by": ""},
        {**APPEAL, "caution": caution(answered=True), "by": NAME},
        {**APPEAL, "caution": caution(answered=True, lifted=True), "by": NAME},
    ],
    "probation/desk_follow_up": [
        {"order": 12, "name": NAME, "answer": answer, "left": left} for answer, left in ((2, 2), (1, 1), (0, 0))
    ],
    "surveys/follow_up": [
        {"order": 12, "service": "Leaking <pipe>", "answer": answer, "market": "Onsite"} for answer in (None, 2, 0)
    ],
}
