"""Text messages to phones, for when Telegram itself can't be reached."""

from dataclasses import dataclass
from enum import StrEnum

from bot.domain.ids import PersonId


class SmsStatus(StrEnum):
    """What became of a text message.

    Under way is kept before the gateway is asked: whoever finds it so after a crash can't know whether it was sent, and
    leaves it at `unsure` rather than send it twice.
    """

    PENDING = "pending"
    UNDER_WAY = "under_way"
    SENT = "sent"
    REFUSED = "refused"
    UNSURE = "unsure"
    UNCALLABLE = "uncallable"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Sms:
    """One text message to a person: about a running job, or (without one) to an operator on duty.

    `phone` (E.164) is kept until it is decided what became of it. `error`: why it was not sent, in technical words.
    """

    id: int
    outage: int
    person: PersonId
    job: int | None
    phone: str
    status: SmsStatus
    attempts: int
    error: str | None
