"""What binds a technician to the market."""

from enum import StrEnum


class Employment(StrEnum):
    """On their own account, as the market's own people, or as those of one partner company."""

    FREELANCE = "freelance"
    STAFF = "staff"
    PARTNER = "partner"
