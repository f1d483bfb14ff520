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

    @property
    def retention(self) -> Retention:
        """How long what is over is remembered in full."""
        days = (self.address_days, self.message_days, self.photo_days, self.content_days, self.note_days)
        return Retention(*(timedelta(days=period) for period in days))
