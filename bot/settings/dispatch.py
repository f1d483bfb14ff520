"""The settings of the dispatch: how offers go out."""

from datetime import timedelta

from pydantic import Field

from bot.domain.aims import Aims
from bot.domain.market import DispatchRules
from bot.settings.section import Section


class DispatchSettings(Section):
    """How offers go out."""

    wave_size: int = Field(gt=0)
    wave_seconds: int = Field(gt=0)
    first_radius_km: float = Field(gt=0)
    radius_step_km: float = Field(gt=0)
    last_radius_km: float = Field(gt=0)
    patience_minutes: int = Field(gt=0)
    scheduled_lead_minutes: int = Field(ge=0)
    position_fresh_minutes: int = Field(gt=0)
    travel_speed_kmh: float = Field(gt=0)
    favourite_head_start_seconds: int = Field(ge=0)
    staff_head_start_seconds: int = Field(ge=0)
    wave_chance: float = Field(gt=0, le=1)
    free_soon_minutes: float = Field(ge=0)
    in_time_chance: float = Field(ge=0, le=1)
    offers_an_hour: int = Field(gt=0)

    def rules(self) -> DispatchRules:
        """As the market's rules need them."""
        return DispatchRules(
            wave_size=self.wave_size,
            wave_interval=timedelta(seconds=self.wave_seconds),
            first_radius_km=self.first_radius_km,
            radius_step_km=self.radius_step_km,
            last_radius_km=self.last_radius_km,
            patience=timedelta(minutes=self.patience_minutes),
            scheduled_lead=timedelta(minutes=self.scheduled_lead_minutes),
            position_fresh=timedelta(minutes=self.position_fresh_minutes),
            travel_speed_kmh=self.travel_speed_kmh,
            favourite_head_start=timedelta(seconds=self.favourite_head_start_seconds),
            staff_head_start=timedelta(seconds=self.staff_head_start_seconds),
            aims=Aims(
                chance=self.wave_chance,
                free_soon=self.free_soon_minutes,
                in_time=self.in_time_chance,
                most_an_hour=self.offers_an_hour,
            ),
        )
