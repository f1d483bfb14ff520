"""The short talks with applicants, as they are set."""

from datetime import datetime, time, timedelta
from typing import Literal

from pydantic import Field, model_validator

from bot.domain.interviews import InterviewRules
from bot.settings.section import Section

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class InterviewSettings(Section):
    """When operators may offer times, and whether anybody is approved without having talked to them."""

    required: bool
    minutes: int = Field(ge=5, le=240)
    weekdays: tuple[Weekday, ...] = Field(min_length=1)
    earliest: time
    latest: time
    days_ahead: int = Field(ge=1, le=60)
    notice_minutes: int = Field(ge=0)
    remind_minutes: tuple[int, ...]

    @model_validator(mode="after")
    def _in_order(self) -> "InterviewSettings":
        day = datetime(2000, 1, 1)  # noqa: DTZ001  # two times of one day are compared, wherever that is
        start, end = datetime.combine(day, self.earliest), datetime.combine(day, self.latest)
        if start + timedelta(minutes=self.minutes) > end:
            raise ValueError("no interview fits between earliest and latest")
        if any(minutes <= 0 for minutes in self.remind_minutes):
            raise ValueError("a reminder comes some minutes before the interview")
        return self

    def rules(self) -> InterviewRules:
        """As the market's rules need them."""
        return InterviewRules(
            required=self.required,
            length=timedelta(minutes=self.minutes),
            weekdays=frozenset(WEEK.index(day) for day in self.weekdays),
            earliest=self.earliest,
            latest=self.latest,
            days_ahead=self.days_ahead,
            notice=timedelta(minutes=self.notice_minutes),
            reminders=tuple(timedelta(minutes=minutes) for minutes in self.remind_minutes),
        )
