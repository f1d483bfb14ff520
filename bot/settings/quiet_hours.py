"""The hours in which what can wait is not told, as they are set."""

from datetime import time

from pydantic import model_validator

from bot.domain.quiet_hours import QuietHours
from bot.settings.section import Section


class QuietHoursSettings(Section):
    """Whoever has chosen none has these; without a beginning there are none."""

    begins: time | None
    ends: time

    @model_validator(mode="after")
    def _has_an_end(self) -> "QuietHoursSettings":
        self.hours()
        return self

    def hours(self) -> QuietHours | None:
        """As the market's rules need them."""
        return None if self.begins is None else QuietHours(self.begins, self.ends)
