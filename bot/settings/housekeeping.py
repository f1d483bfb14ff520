"""Settings of what is kept, and how long."""

from datetime import timedelta

from pydantic import Field

from bot.domain.retention import Retention
from bot.settings.section import Section


class HousekeepingSettings(Section):
    """How long done updates, sent messages and fired timers stay, and how long the rest stays whole."""

    keep_days: int = Field(gt=0)
    address_days: int = Field(gt=0)
    message_days: int = Field(gt=0)
    photo_days: int = Field(gt=0)
    content_days: int = Field(gt=0)
    note_days: int = Field(gt=0)

    def retention(self, copies: int) -> Retention:
        """How long what is over is remembered; there is a copy of everything a night, and so many are kept."""
        return Retention(
            addresses=timedelta(days=self.address_days),
            messages=timedelta(days=self.message_days),
            photos=timedelta(days=self.photo_days),
            contents=timedelta(days=self.content_days),
            address_notes=timedelta(days=self.note_days),
            traces=timedelta(days=self.keep_days),
            copies=timedelta(days=copies),
        )
