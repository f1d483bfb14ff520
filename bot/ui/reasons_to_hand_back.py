"""What the reasons for handing a job back are called."""

from bot.domain.offers import HandBackReason
from bot.ui.texts import N_

HAND_BACK_LABELS = {
    HandBackReason.SICK: N_("I am ill"),
    HandBackReason.VEHICLE: N_("My vehicle broke down"),
    HandBackReason.LATE: N_("I can’t be there in time"),
    HandBackReason.SKILL: N_("It is not my kind of work"),
    HandBackReason.OTHER: N_("Another reason"),
}
"""Reason → English label."""
