"""How a job runs and how ratings count, as it is set."""

from datetime import timedelta

from pydantic import Field

from bot.domain.market import JobRules
from bot.domain.rating_rules import RatingRules
from bot.settings.section import Section


class JobSettings(Section):
    """How a job runs."""

    start_code: bool
    code_attempts: int = Field(gt=0)
    auto_close_hours: int = Field(gt=0)
    absent_after_minutes: int = Field(ge=0)
    max_crew: int = Field(ge=1, le=4)
    max_jobs_at_once: int = Field(ge=1)
    max_extra_percent: int = Field(ge=0)
    first_visit_percent: int = Field(ge=0, le=100)
    max_open_orders: int = Field(ge=1)

    def rules(self) -> JobRules:
        """As the market's rules need them."""
        return JobRules(
            start_code=self.start_code,
            code_attempts=self.code_attempts,
            auto_close=timedelta(hours=self.auto_close_hours),
            absent_after=timedelta(minutes=self.absent_after_minutes),
            max_crew=self.max_crew,
            max_jobs_at_once=self.max_jobs_at_once,
            max_extra_percent=self.max_extra_percent,
            first_visit_percent=self.first_visit_percent,
            max_open_orders=self.max_open_orders,
        )


class RatingSettings(Section):
    """How ratings count."""

    prior_stars: float = Field(ge=1, le=5)
    prior_weight: float = Field(ge=0)
    reveal_after_days: int = Field(gt=0)
    bad_stars: int = Field(ge=1, le=5)

    def rules(self) -> RatingRules:
        """As the market's rules need them."""
        return RatingRules(self.prior_stars, self.prior_weight, timedelta(days=self.reveal_after_days), self.bad_stars)
