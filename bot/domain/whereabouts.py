"""When a technician's position may be shown to the customer."""

from datetime import datetime

from bot.domain.market import DispatchRules
from bot.domain.offers import Job, JobStatus
from bot.domain.technicians import Technician


def is_shown(job: Job, technician: Technician, rules: DispatchRules, now: datetime) -> bool:
    """On the way only, while it is fresh, and never where they were before setting out (that may be their home)."""
    if job.status is not JobStatus.EN_ROUTE or job.en_route_at is None or technician.position_at is None:
        return False
    return technician.position_at >= job.en_route_at and now - technician.position_at <= rules.position_fresh
