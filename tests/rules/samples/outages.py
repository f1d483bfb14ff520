"""When things break."""

from bot.domain.ids import PersonId
from bot.domain.outages import OnDuty, Outage, OutageKind, OutageStatus
from bot.ui.outage_sight import OutageSight
from tests.rules.samples.people import NAME, NOW, OTHER_NAME, PHONE, WORDS, Fields

DUTY = [OnDuty(PersonId(1), NAME, PHONE, NOW), OnDuty(PersonId(2), OTHER_NAME, PHONE, NOW)]
SIGHT = OutageSight(12, "Leaking <pipe>", NAME, PHONE, (PHONE, PHONE))
SIGHTS = [SIGHT, OutageSight(12, "Leak", NAME, None, (PHONE,)), OutageSight(12, "Leak", NAME, None, ())]
SMS_LINES = [{"name": NAME, "order": order, "what": "sent"} for order in (12, None)]
COUNTS = ("jobs", "people", "with_number", "told")


def outage(status: OutageStatus) -> Outage:
    """Began a moment ago, unless nobody has meant it yet."""
    begun = NOW if status in {OutageStatus.ON, OutageStatus.OVER} else None
    return Outage(1, OutageKind.SAID, status, WORDS, begun, NOW if status is OutageStatus.OVER else None)


SAMPLES: dict[str, list[Fields]] = {
    "outages/ask_number": [{}],
    "outages/desk": [
        {"outage": outage(status), **dict.fromkeys(COUNTS, count), "duty": duty}
        for status in OutageStatus
        for count in (0, 1, 2, 5)
        for duty in (DUTY, [])
    ],
    "outages/may_call": [{"works": works, "may": may} for works in (True, False) for may in (True, False)],
    "outages/on_duty": [{"duty": DUTY}, {"duty": []}],
    "outages/silence_over": [
        {"silence": outage(OutageStatus.OVER), "lines": lines, "more": more}
        for lines, more in (([], 0), (SMS_LINES, 1), (SMS_LINES, 5))
    ],
    "outages/sms": [{"market": "Onsite", "sight": sight} for sight in SIGHTS],
    "outages/sms_duty": [{"market": "Onsite", "jobs": jobs} for jobs in (0, 1, 2, 5)],
    "outages/slow": [{"reason": WORDS}, {"reason": ""}],
    "outages/told": [{"sight": sight, "reason": reason} for sight in SIGHTS for reason in ("", WORDS)],
}
