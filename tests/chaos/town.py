"""A town to be broken: a market in a database of its own, a Telegram, its people, and a keeper who restarts the bot."""

import random
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, MetaData

from bot.app import keyring_from
from bot.config import Settings, load_settings
from bot.domain.clock import SystemClock
from bot.domain.ids import OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.people import Role
from bot.settings.housekeeping import HousekeepingSettings
from bot.turn import Transaction, Turns
from bot.usecases.showing import show_order
from db import jobs, people, staff
from db.database import Database
from db.engines import open_database
from db.migrate import migrate
from playground import Limits, Playground
from playground.person import Person
from playground.settings import Settings as PlaygroundSettings
from playground.settings import WebhookPace
from tests import job_scene
from tests.chaos.bot_process import BotProcess, Nursery
from tests.chaos.crossing import Crossing
from tests.chaos.ground import Ground
from tests.chaos.impulses import Actor, Talker, code_teller
from tests.chaos.levers import Levers
from tests.chaos.witness import Witness
from tests.rules.project_files import ROOT

CUSTOMERS = ("Ada", "Bea", "Cleo", "Dora")
TECHNICIANS = ("Karl", "Leon", "Marek", "Nico")
TALKERS = (("Tess", "Udo"), ("Vera", "Willi"))
"""Customer and technician of jobs that never move on: they only write to each other."""
CONFIG = ROOT / "config.yaml"
FAST = {
    "messages_per_second": 3000,
    "chat_burst": 100,
    "chat_interval": 0.001,
    "group_per_minute": 100_000,
    "person_per_minute": 100_000,
}
"""Pace of the bot: a run of seconds should not wait for the limits of a real Telegram, nor for people to slow down."""
LONG_KEPT_DAYS = 3650
"""The clock may jump by weeks in a run, and the nights would empty what is compared at its end."""
SOON = WebhookPace(timeout=10.0, first_retry=0.1, longest_retry=0.5)
"""How soon what a replica did not take is posted again."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who lives in a town, by name; talkers in pairs of a customer and a technician."""

    customers: tuple[str, ...] = CUSTOMERS
    technicians: tuple[str, ...] = TECHNICIANS
    talkers: tuple[tuple[str, str], ...] = TALKERS
    others: tuple[str, ...] = ("Olga", "Zed")
    """The owner, and somebody who may become a technician."""


@dataclass
class Town:
    """Everything of one run but what breaks it."""

    folder: Path
    seed: int
    nursery: Nursery
    ground: Ground = field(default_factory=Ground)
    cast: Cast = field(default_factory=Cast)
    playground: Playground = field(init=False)
    witness: Witness = field(init=False)
    levers: Levers = field(init=False)
    settings: Settings = field(init=False)
    url: str = field(init=False)
    crossing: Crossing | None = field(init=False)
    actors: list[Actor] = field(default_factory=list)
    talkers: list[Talker] = field(default_factory=list)
    talked_over: set[int] = field(default_factory=set)
    """The talkers' orders."""

    def __post_init__(self) -> None:
        """Lay out the folder; nothing runs yet."""
        self.playground = Playground(settings=PlaygroundSettings(webhook=SOON), seed=self.seed)
        self.witness = Witness(self.playground)
        self.levers = Levers(self.folder / "levers")
        shared = self.ground.replicas > 1
        self.crossing = Crossing(self.ground.replicas, random.Random(self.seed)) if shared else None
        self.url = self.ground.place() or f"sqlite:///{self.folder / 'market.db'}"

    async def __aenter__(self) -> Self:
        await self.playground.start()
        self.playground.limits = Limits.off()
        if self.crossing is not None:
            await self.crossing.start()
        self._read_settings()
        await self._populate()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.playground.stop()
        if self.crossing is not None:
            await self.crossing.stop()

    async def bot(self, crash_at: int = 0, place: int = 0) -> BotProcess:
        """Start a bot; with `crash_at` it will kill itself at that point. `place`: which of the replicas it is."""
        own = {"BOT_TOKEN": self.playground.token, "ONSITE_CRASH_AT": str(crash_at)}
        if self.crossing is not None:
            own |= self.crossing.webhook(place)
        environment, arguments = {**self._environment, **own}, ["--config", str(CONFIG), "run"]
        return await self.nursery.bears(self.folder, arguments, environment, self.folder / "levers")

    # ------------------------------------------------------------ before it begins

    def _read_settings(self) -> None:
        """The shipped settings, but for where everything is, how fast messages go, and who finds addresses."""
        shipped = load_settings(CONFIG)
        changes = {
            section: getattr(shipped, section).model_copy(update=changed) for section, changed in self._changed.items()
        }
        self.settings = shipped.model_copy(update=changes)

    @property
    def _changed(self) -> dict[str, dict[str, Any]]:
        return {
            "database": {"url": self.url},
            "telegram": {**FAST, "api_url": self.playground.url},
            "geocoding": {"provider": "zones"},
            "privacy": {"key_file": self.folder / "keys"},
            "housekeeping": dict.fromkeys(HousekeepingSettings.model_fields, LONG_KEPT_DAYS),
        }

    @property
    def _environment(self) -> dict[str, str]:
        """The same, as an operator would say it to the bot."""
        return {
            f"ONSITE_{section}__{name}".upper(): str(value)
            for section, changed in self._changed.items()
            for name, value in changed.items()
        }

    async def _populate(self) -> None:
        """People who came long ago: they have agreed to the rules, the technicians are approved and online."""
        dice, cast = random.Random(self.seed), self.cast
        pairs = [name for pair in cast.talkers for name in pair]
        actors = (*cast.customers, *cast.technicians, *cast.others)
        named = {name: self._person(name, dice) for name in (*actors, *pairs)}
        tell_code = code_teller([named[name] for name in cast.customers])
        for name in actors:
            own_dice, may_block = random.Random(dice.random()), name in cast.technicians
            actor = Actor(named[name], own_dice, self.witness, tell_code, self.talked_over, may_block)
            self.actors.append(actor)
        self.talkers = [Talker(named[name], random.Random(dice.random())) for name in pairs]
        if self.ground.url:
            await self._empty()
        await self.transact(lambda tx: self.talked_over.update(_settle(tx, cast, named)))

    def _person(self, name: str, dice: random.Random) -> Person:
        person = self.playground.person(name, dice.choice(list(Language)).value, phone_number=_phone(dice))
        person.chat.record.started = True
        return person

    def database(self) -> Database:
        """The market's database, open; to be closed again."""
        return open_database(self.url, keyring_from(self.settings))

    async def _empty(self) -> None:
        """A database that was given may hold the run before: it begins with nothing, as a new file does."""
        database = self.database()
        await database.write(_drop_everything)
        await database.close()

    async def transact(self, *decisions: Any) -> None:
        """Change the database while no bot runs."""
        migrate(self.settings.database.url)
        database = self.database()
        turns = Turns(database, SystemClock(), self.settings.market_rules())
        for decision in decisions:
            await turns.run(decision)
        await database.close()


def _drop_everything(connection: Connection) -> None:
    present = MetaData()
    present.reflect(connection)
    present.drop_all(connection)


def _phone(dice: random.Random) -> str:
    return f"+48600{dice.randrange(10**6):06}"


def _settle(tx: Transaction, cast: Cast, named: dict[str, Person]) -> list[OrderId]:
    """Everybody's rows, and the orders over which the talkers will write to each other."""
    for person in named.values():
        language = Language(person.language_code or "en")
        people.meet(tx, job_scene.person(PersonId(person.id), person.first_name, language), person.first_name)
        people.consent(tx, PersonId(person.id))
    staff.appoint(tx, PersonId(named["Olga"].id), Role.OWNER)
    for name in (*cast.technicians, *(technician for _, technician in cast.talkers)):
        job_scene.make_technician(tx, PersonId(named[name].id), name)
    pairs = ((PersonId(named[one].id), PersonId(named[other].id)) for one, other in cast.talkers)
    return [_take_up(tx, customer, technician) for customer, technician in pairs]


def _take_up(tx: Transaction, customer: PersonId, technician: PersonId) -> OrderId:
    """An order that its technician has accepted: the two may write to each other."""
    [job] = job_scene.accepted_order(tx, [technician], 1, customer=customer, attachments=())
    row = jobs.find(tx.connection, job)
    assert row is not None
    show_order(tx, row.order)
    return row.order
