"""When somebody who is awaited is asked, and when somebody else is sent, as it is set."""

from datetime import timedelta

from pydantic import Field

from bot.domain.market import PunctualityRules
from bot.settings.section import Section


class PunctualitySettings(Section):
    """When somebody who is awaited is asked, and when somebody else is sent."""

    set_out_minutes: int = Field(gt=0)
    answer_minutes: int = Field(gt=0)
    late_minutes: int = Field(gt=0)
    no_show_minutes: int = Field(gt=0)

    def rules(self) -> PunctualityRules:
        """As the market's rules need them."""
        return PunctualityRules(
            set_out_within=timedelta(minutes=self.set_out_minutes),
            answer_within=timedelta(minutes=self.answer_minutes),
            late_after=timedelta(minutes=self.late_minutes),
            no_show_after=timedelta(minutes=self.no_show_minutes),
        )
