"""Links that open something once, as they are set."""

from datetime import timedelta

from pydantic import Field

from bot.domain.links import LinkRules
from bot.settings.section import Section


class LinkSettings(Section):
    """For how many days an invitation waits to be opened."""

    valid_days: int = Field(gt=0)

    def rules(self) -> LinkRules:
        """As the market's rules need them."""
        return LinkRules(timedelta(days=self.valid_days))
