"""Every 'no', and every 'not like this'."""

from bot.domain.cases import CaseStatus
from bot.domain.extras import ExtraStatus
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.people import Role
from bot.handlers.operator_commands import COMMANDS
from tests.rules.samples.people import NAME, Fields


def counted(field: str) -> list[Fields]:
    """One, a few and many of it: three plural forms in Russian and Polish."""
    return [{field: count} for count in (1, 2, 5, 22)]


PERSON: list[Fields] = [{"person": "5550001"}]
CITY: list[Fields] = [{"city": NAME}]
SAMPLES: dict[str, list[Fields]] = {
    "problems/code_wrong": counted("left"),
    "problems/crew_wanted": [{"most": 4}],
    "problems/description_too_long": counted("over"),
    "problems/extra_over_limit": [{"percent": 100}],
    "problems/name_length": [{"least": 2, "most": 60}],
    "problems/outside_city": CITY,
    "problems/photos_full": counted("most"),
    "problems/radius_range": [{"most": 100}],
    "problems/too_many_attachments": counted("most"),
    "problems/words_too_long": counted("most"),
    "refusals/absent_too_early": counted("minutes"),
    "refusals/application_decided": [
        {"status": status, "by": by}
        for status in ("approved", "rejected", "withdrawn", "suspended")
        for by in (NAME, "")
    ],
    "refusals/application_not_waiting": [{"status": status} for status in ("approved", "rejected", "withdrawn")],
    "refusals/banned_already": PERSON,
    "refusals/crew_incomplete": [{"taken": 1, "crew": 2}],
    "refusals/crew_too_large": counted("most"),
    "refusals/case_moved_on": [{"status": status.value} for status in CaseStatus],
    "refusals/delay_over": [{"status": status.value} for status in JobStatus],
    "refusals/extra_answered": [{"status": status.value} for status in ExtraStatus],
    "refusals/extra_over_limit": [{"percent": 100}],
    "refusals/job_moved_on": [{"status": status.value} for status in JobStatus],
    "refusals/max_jobs_out_of_range": counted("most"),
    "refusals/not_banned": PERSON,
    "refusals/order_moved_on": [{"status": status.value} for status in OrderStatus],
    "refusals/outside_city": CITY,
    "refusals/person_not_staff": PERSON,
    "refusals/person_unknown": PERSON,
    "refusals/phone_of_several": [{"people": "5550001, 5550002"}],
    "refusals/photos_full": counted("most"),
    "refusals/radius_out_of_range": counted("most"),
    "refusals/role_too_low": [{"needed": role.value} for role in Role],
    "refusals/technician_not_found": PERSON,
    "refusals/too_many_jobs": counted("most"),
    "refusals/too_many_orders": counted("most"),
    "refusals/usage": [{"command": command} for command in COMMANDS],
}
