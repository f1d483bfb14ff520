"""When people off duty are asked to come, as it is set."""

from datetime import time, timedelta

from pydantic import Field, model_validator

from bot.domain.market import CallingInRules
from bot.settings.section import Section


class CallingInSettings(Section):
    """When people off duty are asked to come."""

    calls_a_day: int = Field(ge=0)
    rest_hours: float = Field(ge=0)
    look_every_minutes: int = Field(gt=0)
    look_ahead_hours: float = Field(gt=0, le=24)
    least_missing: float = Field(gt=0)
    earliest: time
    latest: time

    @model_validator(mode="after")
    def _in_order(self) -> "CallingInSettings":
        if self.earliest >= self.latest:
            raise ValueError("nobody could be called in: earliest is not before latest")
        return self

    def rules(self) -> CallingInRules:
        """As the market's rules need them."""
        return CallingInRules(
            calls_a_day=self.calls_a_day,
            rest=timedelta(hours=self.rest_hours),
            look_every=timedelta(minutes=self.look_every_minutes),
            look_ahead=timedelta(hours=self.look_ahead_hours),
            least_missing=self.least_missing,
            earliest=self.earliest,
            latest=self.latest,
        )
