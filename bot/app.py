"""The composition root: builds everything once from the settings, starts it and stops it."""

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update
from pydantic import ValidationError

from bot.backups import Backups
from bot.calendar import CALENDAR
from bot.config import Settings
from bot.delivery.calls import Session
from bot.delivery.claims import Claims
from bot.delivery.command_menus import CommandMenus
from bot.delivery.courier import Courier
from bot.delivery.intake import Intake
from bot.delivery.pace import Limits, Pace
from bot.delivery.polling import LONGEST_WAIT, Poller
from bot.delivery.sender import Sender
from bot.delivery.webhook import Door, Registration
from bot.domain.clock import Clock, SystemClock
from bot.domain.floods import FloodGate
from bot.domain.ids import ChatId
from bot.flows.wizards import WIZARDS
from bot.geocoding import Geocoder
from bot.handlers.routes import routes
from bot.scheduler import CalendarJob, Errand, Scheduler
from bot.status import Status
from bot.texting import Texting
from bot.turn import Transaction, Turns
from bot.ui.registry import notice_makers
from bot.usecases.backups import tell_copy_failed
from bot.usecases.calling_in import keep_looking
from bot.usecases.deadlines import DEADLINES
from bot.usecases.housekeeping import forget_contents
from bot.usecases.people import refused
from bot.usecases.staff import ensure_claim_code
from bot.usecases.telling import notify
from db import outbox, sealing
from db import settings as kept_settings
from db.engines import file_of, is_postgresql, key_file_for, open_database, replica_of
from db.inbox import Received
from db.keyring import Keyring, keys_in
from db.migrate import migrate
from db.outbox import Outgoing
from db.replica import News
from db.trouble import through_trouble

log = structlog.get_logger(__name__)


class UnreadableUpdate(Exception):
    """Telegram sent an update in a form that our version of aiogram does not know."""


@dataclass(frozen=True, slots=True)
class Services:
    """What steps may ask the world about while they gather."""

    geocoder: Geocoder
    backups: Backups


class App:
    """One market, running."""

    def __init__(self, settings: Settings, token: str, clock: Clock | None = None, *, speed: float = 1.0) -> None:
        """`speed` widens Telegram's limits for a world that runs faster than ours (the playground's)."""
        self.settings = settings
        self.clock = clock or SystemClock()
        self.market = settings.market_rules()
        migrate(settings.database.url)
        self.database = open_database(settings.database.url, keyring_from(settings))
        self.turns = Turns(self.database, self.clock, self.market, self._committed)
        self.bot = _bot(settings, token)
        self.backups = Backups(file_of(settings.database.url), settings.backup.folder, settings.backup.keep, self.clock)
        self.status = Status(self.database, self.clock)
        self.scheduler = self._scheduler()
        self.pace = Pace(self._limits.scaled(speed))
        self.sender = self._sender()
        self.replica = replica_of(settings.database.url)
        self.claims = Claims(self.database, self.replica) if is_postgresql(settings.database.url) else None
        self.intake = Intake(self.database, self.clock, self._handle, self._give_up, self.claims)
        self.door = Door(self.intake, *self._webhook()) if settings.delivery.webhook.url else None
        self.services = Services(Geocoder(settings.geocoding, self.market, self.database, self.clock), self.backups)
        self.texting = Texting(settings.sms, self.bot, self.turns)
        self.flood_gate = FloodGate(settings.telegram.person_per_minute)
        self._tasks: list[asyncio.Task[None]] = []
        self._duties: list[asyncio.Task[None]] = []
        self._leads = False
        self.claim_code: str | None = None

    async def start(self) -> None:
        """Take up what the last run left, then listen. WrongKeysError when the keys are not the database's."""
        self._broken = asyncio.get_running_loop().create_future()
        if not await self.database.write(sealing.is_current):
            log.warning("sealing_anew")
            await sealing.seal_all(self.database)
        leads = await self.replica.join(self._heard)
        if self.settings.status.port is not None:
            await self.status.start(self.settings.status.host, self.settings.status.port)
        await self.intake.resume()
        if leads:
            self.claim_code = await self.turns.run(ensure_claim_code)
            await self._take_the_lead()
        # All that draws, charts and workbooks too, is imported beside the first who write: it takes half a second.
        self._tasks = [self._task(self._follow(), "replica"), self._task(asyncio.to_thread(notice_makers), "makers")]
        if self.claims is not None:
            self._tasks.append(self._task(self.claims.run(self.intake), "claims"))
        if self.door is not None:
            await self.door.open(self.settings.delivery.webhook.host, self.settings.delivery.webhook.port)

    async def stop(self) -> None:
        """Stop listening, let the turns and messages under way finish, close; then others may lead."""
        if self.door is not None:
            await self.door.close()
        await _cancelled(self._tasks)
        await _cancelled(self._duties)
        self.scheduler.stop()
        await self.status.stop()
        await self.intake.stop()
        if self.claims is not None:
            await self.claims.stop()
        await self.sender.stop()
        await self.texting.stop()
        await self.services.geocoder.close()
        await self.bot.session.close()
        await self.replica.leave()
        await self.database.close()

    async def run_until_stopped(self) -> None:
        """After the start: run until cancelled or until a part of it breaks, which is then raised; then stop."""
        try:
            await self._broken
        finally:
            await self.stop()

    @property
    def idle(self) -> bool:
        """Whether every update that was stored has had its turn, and all that is due has been sent."""
        return self.intake.idle and self.sender.idle and (self.claims is None or self.claims.idle)

    # ------------------------------------------------------------ what only one of the replicas does

    async def _follow(self) -> None:
        async for leads in self.replica.changes():
            if leads:
                await self._take_the_lead()
            else:
                await self._leave_the_lead()

    async def _take_the_lead(self) -> None:
        """Send and keep time from now on, and see to it that updates come."""
        self._leads = True
        duties = {"menus": through_trouble(CommandMenus(self.bot, self.database, self.market).run)}
        duties["looking"] = through_trouble(partial(self.turns.run, keep_looking))
        duties["sender"] = self.sender.serve(others_sent=self.claims is not None)
        if self.door is None:
            duties["poller"] = Poller(self.bot, self.intake, LONGEST_WAIT).run()
        else:
            duties["webhook"] = Registration(self.bot, self.database, *self._webhook()).run()
        if self.claims is not None:
            duties["claims of the dead"] = self.claims.free_the_dead()
        duties |= self.texting.duties()
        self._duties = [self._task(duty, name) for name, duty in duties.items()]
        self.scheduler.start()

    async def _leave_the_lead(self) -> None:
        """Somebody else sends and keeps time; what was sent is marked as sent, if the database can be reached."""
        self._leads = False
        self.scheduler.stop()
        await _cancelled(self._duties)
        await self.sender.stop()
        await self.texting.stop()

    def _task(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        """A part that breaks takes the whole down: whoever started us starts us again."""
        error = None if task.cancelled() else task.exception()
        if error is not None and not self._broken.done():
            self._broken.set_exception(error)

    def _heard(self, news: News) -> None:
        """Another replica has stored or decided something."""
        if news == "stored" and self.claims is not None:
            self.claims.wake()
        self._look()

    def _committed(self) -> None:
        if not self._leads:
            self.replica.tell("committed")
        self._look()

    def _look(self) -> None:
        self.sender.wake()
        self.texting.wake()
        self.scheduler.wake()

    def _webhook(self) -> tuple[str, str]:
        """Its address and its secret."""
        webhook = self.settings.delivery.webhook
        assert webhook.url is not None
        assert webhook.secret is not None
        return webhook.url, webhook.secret.get_secret_value()

    def _scheduler(self) -> Scheduler:
        emptying = partial(forget_contents, retention=self.market.retention)
        return Scheduler(
            self.turns,
            DEADLINES,
            keep_days=self.settings.housekeeping.keep_days,
            calendar=(*CALENDAR, CalendarJob("forget_contents", time(3, 50), emptying)),
            errands=[Errand("backup", self.settings.backup.at, self.backups.make, tell_copy_failed)],
        )

    def runs_at(self, speed: float) -> None:
        """The world's clock has changed: send at its new pace, and look at once what is due by it."""
        self.pace.change_to(self._limits.scaled(speed))
        self.scheduler.wake()

    @property
    def _limits(self) -> Limits:
        telegram = self.settings.telegram
        return Limits(
            telegram.messages_per_second,
            telegram.chat_burst,
            telegram.chat_interval,
            telegram.group_per_minute,
        )

    def _sender(self) -> Sender:
        courier = Courier(self.bot, self.database, self.clock, self.market)
        return Sender(self.database, self.clock, courier, self.pace, self._unreachable, self._group_moved)

    async def _handle(self, update: Received) -> None:
        parsed = self._parsed(update.payload)
        mine = {"turns": self.turns, "services": self.services, "flood_gate": self.flood_gate, "wizards": WIZARDS}
        await routes().feed_update(self.bot, parsed, **mine)

    def _parsed(self, payload: str) -> Update:
        """The update as aiogram's type. pydantic's own error would carry what somebody wrote into the log."""
        try:
            return Update.model_validate(json.loads(payload), context={"bot": self.bot})
        except ValidationError as error:
            faults = error.errors(include_input=False, include_context=False, include_url=False)
        raise UnreadableUpdate(", ".join(f"{'.'.join(map(str, fault['loc']))}: {fault['type']}" for fault in faults))

    async def _give_up(self, update: Received) -> None:
        """Whoever wrote should know that it was not them, and that the operators see it."""
        if update.lane > 0:
            await self.turns.run(lambda tx: notify(tx, update.lane, "refusals/our_fault"))

    async def _unreachable(self, item: Outgoing, since: datetime, words: str) -> bool:
        return await self.turns.run(lambda tx: refused(tx, item, since, words))

    async def _group_moved(self, old: ChatId, new: ChatId) -> None:
        def move(tx: Transaction) -> None:
            outbox.move_chat(tx, old, new)
            if kept_settings.get(tx.connection, kept_settings.OPERATORS_CHAT) == old:
                kept_settings.put(tx, kept_settings.OPERATORS_CHAT, int(new))

        await self.turns.run(move)


async def _cancelled(tasks: list[asyncio.Task[None]]) -> None:
    for task in reversed(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def key_file_from(settings: Settings) -> Path:
    """Where the keys lie when the environment does not give them."""
    return settings.privacy.key_file or key_file_for(settings.database.url)


def keyring_from(settings: Settings) -> Keyring:
    """The keys that the settings give, else those of the file; made there at the first start."""
    given = [key.get_secret_value() for key in settings.privacy.keys]
    return Keyring(given or keys_in(key_file_from(settings)))


def _bot(settings: Settings, token: str) -> Bot:
    server = TelegramAPIServer.from_base(settings.telegram.api_url)
    properties: dict[str, Any] = {"parse_mode": "HTML", "link_preview_is_disabled": True}
    return Bot(token, session=Session(api=server), default=DefaultBotProperties(**properties))
