"""What can be ordered."""

from dataclasses import dataclass

from bot.domain.languages import Language
from bot.domain.levels import Level
from bot.domain.money import Money

Names = dict[Language, str]
"""One name a language; config checks that none is missing."""


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a checklist: a key, by which answers know it, and what people read."""

    key: str
    names: Names


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a technician answers at the end: checks before and after the work, parts, things that change hands."""

    before: tuple[Item, ...] = ()
    after: tuple[Item, ...] = ()
    parts: bool = False
    things: tuple[Item, ...] = ()

    @property
    def asks_anything(self) -> bool:
        """Whether there is anything to answer; otherwise a job ends with one tap."""
        return bool(self.before or self.after or self.parts or self.things)


@dataclass(frozen=True, slots=True)
class Service:
    """A service with its fixed price a technician, usual duration, the skills (all) and the level that it needs.

    `checklist`: what is answered when it is handed over; an empty one asks nothing. `warranty_days`: for so long what
    comes back is put right free of charge.
    """

    key: str
    names: Names
    price: Money
    minutes: int
    skills: frozenset[str]
    level: Level = Level.NEW
    checklist: Checklist = Checklist()
    warranty_days: int = 0


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

    def checklist_for(self, key: str) -> Checklist:
        """What is answered at the end of a job of that service."""
        service = self.service(key)
        return service.checklist if service else Checklist()

    def warranty_days_for(self, key: str) -> int:
        """How long the market answers for work of that service; 0: not at all."""
        service = self.service(key)
        return service.warranty_days if service else 0

    def category(self, key: str) -> Category | None:
        """The category of that key, or None."""
        return next((c for c in self.categories if c.key == key), None)
