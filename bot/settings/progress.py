"""What technicians become, and what happens when a record falls, as it is set."""

from datetime import timedelta

from pydantic import Field

from bot.domain.levels import Level
from bot.domain.records import LevelRules, ProbationRules, RecordRules, Rung, Standard
from bot.settings.section import Section


class NeedSettings(Section):
    """What a level takes."""

    jobs: int = Field(ge=0)
    stars: float = Field(ge=1, le=5)
    on_time_percent: int = Field(ge=0, le=100)
    done_percent: int = Field(ge=0, le=100)

    def rung(self, level: Level) -> Rung:
        """As the market's rules need it."""
        return Rung(level, self.jobs, Standard(self.stars, self.on_time_percent / 100, self.done_percent / 100))


class LevelSettings(Section):
    """From the lowest to the highest."""

    junior: NeedSettings
    certified: NeedSettings
    expert: NeedSettings
    mentor: NeedSettings

    def rules(self) -> LevelRules:
        """As the market's rules need them."""
        return LevelRules(
            (
                self.junior.rung(Level.JUNIOR),
                self.certified.rung(Level.CERTIFIED),
                self.expert.rung(Level.EXPERT),
                self.mentor.rung(Level.MENTOR),
            )
        )


class RecordSettings(Section):
    """Which jobs a record is made of, and the least that is wanted of it."""

    jobs: int = Field(ge=1)
    least_jobs: int = Field(ge=1)
    stars: float = Field(ge=1, le=5)
    on_time_percent: int = Field(ge=0, le=100)
    done_percent: int = Field(ge=0, le=100)
    days_between: float = Field(ge=0)
    review_hours: float = Field(gt=0)

    def rules(self) -> RecordRules:
        """As the market's rules need them."""
        return RecordRules(
            self.jobs,
            self.least_jobs,
            Standard(self.stars, self.on_time_percent / 100, self.done_percent / 100),
            timedelta(days=self.days_between),
            timedelta(hours=self.review_hours),
        )


class ProbationSettings(Section):
    """The first jobs."""

    jobs: int = Field(ge=0)
    radius_km: float = Field(gt=0)
    minutes: int = Field(gt=0)
    follow_up_hours: float = Field(gt=0)

    def rules(self) -> ProbationRules:
        """As the market's rules need them."""
        return ProbationRules(self.jobs, self.radius_km, self.minutes, timedelta(hours=self.follow_up_hours))
