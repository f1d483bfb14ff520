"""How operators look after what went wrong, as it is set."""

from datetime import timedelta

from pydantic import Field

from bot.domain.market import CaseRules
from bot.settings.section import Section


class CaseSettings(Section):
    """Within what time operators answer, and how long a person's silence takes to mean that all is well."""

    answer_minutes: int = Field(gt=0)
    silent_days: int = Field(gt=0)

    def rules(self) -> CaseRules:
        """As the market's rules need them."""
        return CaseRules(timedelta(minutes=self.answer_minutes), timedelta(days=self.silent_days))
