"""The settings: config.yaml, above it .env, above both the environment; a typo stops the start with its name."""

from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_precision
from pydantic import Field, SecretStr, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    YamlConfigSettingsSource,
)

from bot.domain.catalogue import Catalogue, Category, Names, Service
from bot.domain.languages import Language
from bot.domain.levels import Level
from bot.domain.market import City, District, Market
from bot.domain.money import Money
from bot.domain.orders import SOMETHING_ELSE
from bot.domain.points import Point
from bot.domain.quizzes import QuizRules
from bot.settings.amends import AmendsSettings
from bot.settings.calling_in import CallingInSettings
from bot.settings.cases import CaseSettings
from bot.settings.checklists import ChecklistSettings
from bot.settings.delivery import DeliverySettings
from bot.settings.dispatch import DispatchSettings
from bot.settings.documents import DocumentSettings
from bot.settings.housekeeping import HousekeepingSettings
from bot.settings.interviews import InterviewSettings
from bot.settings.jobs import JobSettings, RatingSettings
from bot.settings.links import LinkSettings
from bot.settings.progress import LevelSettings, ProbationSettings, RecordSettings
from bot.settings.punctuality import PunctualitySettings
from bot.settings.quiet_hours import QuietHoursSettings
from bot.settings.quizzes import QuizSettings
from bot.settings.section import Section
from bot.settings.sms import SmsSettings
from bot.settings.watching import BackupSettings, ErrorSettings, StatusSettings

SkillKey = Annotated[str, Field(pattern="^[a-z0-9_]{1,24}$")]


class Place(Section):
    """A named spot."""

    name: str
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)

    @property
    def point(self) -> Point:
        """Where it is."""
        return Point(lat=self.lat, lon=self.lon)


class Centre(Section):
    """The middle of the city."""

    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)


class MarketSettings(Section):
    """Who we are."""

    name: str
    currency: str = Field(pattern="^[A-Z]{3}$")
    language: Language
    operators_chat: int | None = None
    contact: str | None = Field(default=None, max_length=80)


class CitySettings(Section):
    """Where we work."""

    name: str
    centre: Centre
    radius_km: float = Field(gt=0)
    time_zone: str
    country: str = Field(pattern="^[A-Z]{2}$")
    districts: tuple[Place, ...] = ()


class DatabaseSettings(Section):
    """Where everything is kept."""

    url: str = Field(pattern="^(sqlite:///|postgresql[+]asyncpg://).+")


class TelegramSettings(Section):
    """How we talk to Telegram, and how fast at most."""

    api_url: str
    messages_per_second: float = Field(gt=0)
    chat_burst: int = Field(ge=2)
    chat_interval: float = Field(gt=0)
    group_per_minute: int = Field(ge=5)
    person_per_minute: int = Field(ge=20)


class GeocodingSettings(Section):
    """Who turns addresses into places."""

    provider: Literal["nominatim", "photon", "zones"]
    url: str | None
    user_agent: str
    timeout_s: float = Field(gt=0)
    streets: tuple[Place, ...] = ()


class PrivacySettings(Section):
    """Who may read what the database holds: the keys come from the environment, or lie in a file."""

    keys: tuple[SecretStr, ...] = ()
    key_file: Path | None = None


class ServiceSettings(Section):
    """A service; the price is in whole units of the currency, for one technician."""

    key: str = Field(pattern="^[a-z0-9_]{1,24}$")
    names: Names
    price: Decimal = Field(ge=0)
    minutes: int = Field(gt=0)
    skills: tuple[str, ...] = Field(min_length=1)
    level: Level = Level.NEW
    checklist: ChecklistSettings = ChecklistSettings()
    warranty_days: int = Field(default=0, ge=0)


class CategorySettings(Section):
    """A group of services."""

    key: str = Field(pattern="^[a-z0-9_]{1,24}$")
    emoji: str
    names: Names
    services: tuple[ServiceSettings, ...] = Field(min_length=1)


class Settings(BaseSettings):
    """All settings of one market."""

    model_config = SettingsConfigDict(
        env_prefix="ONSITE_", env_nested_delimiter="__", env_file=".env", extra="forbid", frozen=True
    )

    bot_token: SecretStr | None = Field(default=None, validation_alias="BOT_TOKEN")
    market: MarketSettings
    city: CitySettings
    database: DatabaseSettings
    backup: BackupSettings
    status: StatusSettings
    errors: ErrorSettings
    telegram: TelegramSettings
    sms: SmsSettings
    delivery: DeliverySettings
    geocoding: GeocodingSettings
    dispatch: DispatchSettings
    calling_in: CallingInSettings
    quiet_hours: QuietHoursSettings
    jobs: JobSettings
    punctuality: PunctualitySettings
    ratings: RatingSettings
    cases: CaseSettings
    links: LinkSettings
    amends: AmendsSettings
    privacy: PrivacySettings
    housekeeping: HousekeepingSettings
    documents: DocumentSettings
    quizzes: QuizSettings
    interviews: InterviewSettings
    levels: LevelSettings
    record: RecordSettings
    probation: ProbationSettings
    skills: dict[SkillKey, Names]
    catalogue: tuple[CategorySettings, ...] = Field(min_length=1)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - pydantic-settings calls with this name
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is given in code wins, then the environment, then .env, then the YAML file."""
        return init_settings, env_settings, dotenv_settings, YamlConfigSettingsSource(settings_cls)

    @model_validator(mode="after")
    def _everything_is_named(self) -> "Settings":
        services = [service for category in self.catalogue for service in category.services]
        keys = [service.key for service in services] + [category.key for category in self.catalogue]
        if repeated := {key for key in keys if keys.count(key) > 1}:
            raise ValueError(f"the catalogue has these keys twice: {sorted(repeated)}")
        if SOMETHING_ELSE in keys:
            raise ValueError(f"the key {SOMETHING_ELSE!r} stands for orders in the customer's own words")
        documents = self.documents.types
        needed = {skill for service in services for skill in service.skills}
        if unknown := needed.union(*(document.skills for document in documents)) - set(self.skills):
            raise ValueError(f"services or documents name skills that are not listed: {sorted(unknown)}")
        named = [service.names for service in services] + [category.names for category in self.catalogue]
        named += [document.names for document in documents]
        named += [item.names for service in services for item in service.checklist.items()]
        for names in [*self.skills.values(), *named]:
            if missing := set(Language) - set(names):
                raise ValueError(f"{names} has no name in: {sorted(missing)}")
        return self

    def market_rules(self) -> Market:
        """The rules of the market, in the domain's own types."""
        return self._rules_of_work()(
            name=self.market.name,
            currency=self.market.currency,
            language=self.market.language,
            city=self._city(),
            catalogue=self._catalogue(),
            retention=self.housekeeping.retention(self.backup.keep),
            operators_chat=self.market.operators_chat,
            contact=self.market.contact,
        )

    def _rules_of_work(self) -> partial[Market]:
        """How orders are run and people are treated; who and where the market is comes on top."""
        return partial(
            Market,
            dispatch=self.dispatch.rules(),
            calling_in=self.calling_in.rules(),
            jobs=self.jobs.rules(),
            punctuality=self.punctuality.rules(),
            ratings=self.ratings.rules(),
            documents=self.documents.rules(),
            quizzes=self._quizzes(),
            interviews=self.interviews.rules(),
            cases=self.cases.rules(),
            links=self.links.rules(),
            amends=self.amends.rules(self.market.currency),
            levels=self.levels.rules(),
            record=self.record.rules(),
            probation=self.probation.rules(),
            quiet_hours=self.quiet_hours.hours(),
        )

    def _city(self) -> City:
        city = self.city
        return City(
            city.name,
            Point(lat=city.centre.lat, lon=city.centre.lon),
            city.radius_km,
            ZoneInfo(city.time_zone),
            city.country,
            tuple(District(place.name, place.point) for place in city.districts),
        )

    def _catalogue(self) -> Catalogue:
        categories = tuple(
            Category(c.key, c.emoji, c.names, tuple(self._service(s) for s in c.services)) for c in self.catalogue
        )
        return Catalogue(categories, self.skills)

    def _quizzes(self) -> QuizRules:
        rules = self.quizzes.rules()
        if unknown := set(rules.banks) - set(self.skills):
            raise ValueError(f"there are quizzes of skills that are not listed: {sorted(unknown)}")
        return rules

    def _service(self, service: ServiceSettings) -> Service:
        currency = self.market.currency
        price = Money(int(service.price.scaleb(get_currency_precision(currency))), currency)
        skills, checklist = frozenset(service.skills), service.checklist.rules()
        about = (service.key, service.names, price, service.minutes, skills, service.level)
        return Service(*about, checklist, service.warranty_days)


def load_settings(path: Path | str = "config.yaml", **overrides: Any) -> Settings:
    """Read the settings of this file; `overrides` win over everything. Raises pydantic's ValidationError."""

    class FromFile(Settings):
        model_config = SettingsConfigDict(yaml_file=Path(path))

    return FromFile(**overrides)
