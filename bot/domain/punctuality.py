"""What keeps a technician's word honest: when the market asks, and why it takes a job back."""

from datetime import timedelta
from enum import StrEnum

MINUTES_MORE = (10, 20, 40)
"""What somebody who is late may answer with one tap."""
MOST_EXTENSIONS = 1
"""So often somebody who has not set out may ask for more time: the customer waits meanwhile."""
TELLING = timedelta(minutes=5)
"""A position of the last minutes tells when somebody will be there; an older one where they have been."""
AT_THE_DOOR_M = 300
"""So near, somebody has arrived and only forgotten to say so."""


class NotComing(StrEnum):
    """Why the market, or the customer, took a job from its technician: kept as the job's reason."""

    SILENT = "silent"
    NO_SHOW = "no_show"
    REPLACED = "replaced"
