"""What can be ordered."""

from dataclasses import dataclass

from bot.domain.languages import Language
from bot.domain.levels import Level
from bot.domain.money import Money

Names = dict[Language, str]
"""One name a language; config checks that none is missing."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service with its fixed price a technician, usual duration, the skills (all) and the level that it needs."""

    key: str
    names: Names
    price: Money
    minutes: int
    skills: frozenset[str]
    level: Level = Level.NEW


@dataclass(frozen=True, slots=True)
class Category:
    """A group of services, as the customer looks for them."""

    key: str
    emoji: str
    names: Names
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything on offer, and the names of the skills."""

    categories: tuple[Category, ...]
    skills: dict[str, Names]

    def service(self, key: str) -> Service | None:
        """The service of that key, or None ('something else', or gone from the configuration)."""
        return next((s for c in self.categories for s in c.services if s.key == key), None)

    def skills_for(self, key: str, own: frozenset[str] = frozenset()) -> frozenset[str]:
        """What an order of that service needs: its `own` skills, if an operator named any, else the service's."""
        service = self.service(key)
        return own or (service.skills if service else frozenset())

    def level_for(self, key: str, own: Level | None = None) -> Level:
        """The level that an order of that service needs: its `own`, if it has one, else the service's."""
        service = self.service(key)
        return own or (service.level if service else Level.NEW)

    def category(self, key: str) -> Category | None:
        """The category of that key, or None."""
        return next((c for c in self.categories if c.key == key), None)
