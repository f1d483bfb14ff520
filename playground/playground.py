"""The whole playground in one hand: the server, its people, its faults."""

import asyncio
import random
import secrets
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from playground.call_log import Call, CallLog
from playground.clock import Clock
from playground.controls import Controls
from playground.door.desk import Desk
from playground.door.polling import Polling
from playground.door.server import Door
from playground.door.webhook import WebhookDelivery
from playground.faults import Faults
from playground.group import Group
from playground.limits import Limits
from playground.person import Person
from playground.saving import Scene as SavedScene
from playground.saving import load, save
from playground.scene import Scene
from playground.settings import Settings
from playground.stage import Guard, Stage
from playground.stage.guard import check_loopback
from playground.tour import Tour
from playground.world.groups import add_group
from playground.world.membership import ADMINISTRATOR_RIGHTS
from playground.world.people import add_person, free_person_id
from playground.world.state import Account, ChatType
from playground.world.world import World

_BOT_ID = 7_000_000_001


class Playground:
    """A local Telegram for one bot. `async with Playground() as playground:` starts it on a free port."""

    def __init__(
        self,
        token: str | None = None,
        settings: Settings | None = None,
        clock: Clock | None = None,
        seed: int | None = None,
    ) -> None:
        self.token = token or f"{_BOT_ID}:{secrets.token_urlsafe(26)}"
        dice = random.Random(seed)
        self.world = World(int(self.token.partition(":")[0]), settings, clock, dice)
        self.settings = self.world.settings
        self.faults = Faults(dice)
        self.calls = CallLog(self.settings.sizes.calls_kept)
        self.calls.listeners.append(self._heard_call)
        self.people: dict[int, Person] = {}
        self._polling = Polling(self.world)
        self._desk = Desk(self.world, self.faults, self.calls, self._polling)
        self._webhook = WebhookDelivery(self.world, self._desk)
        self._guard = Guard()
        self.stage = Stage(self, self._guard)
        self.scene, self.controls, self.tour = Scene(self.stage), Controls(self.stage), Tour(self.stage)
        self._runner: web.AppRunner | None = None
        self._address = ("", 0)

    async def start(self, port: int = 0, host: str = "127.0.0.1") -> str:
        """Serve on this port (0: any free one); return the URL."""
        check_loopback(host)
        most = self.settings.sizes.upload + 1024 * 1024
        application = web.Application(client_max_size=most, middlewares=[self._guard.middleware])
        Door(self.world, self._desk, self.token).add_to(application)
        self.stage.add_to(application)
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        self._address = (host, self._runner.addresses[0][1])
        self._webhook.start()
        return self.url

    async def stop(self) -> None:
        """End polls and deliveries and close the port; the world stays as it is and can be started again."""
        self._polling.close()
        self.stage.close()
        await self._webhook.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        """Start on a free port unless it was started already."""
        if self._runner is None:
            await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop."""
        await self.stop()

    @property
    def url(self) -> str:
        """Return the base for `TelegramAPIServer.from_base`."""
        return f"http://{self._address[0]}:{self._address[1]}"

    @property
    def limits(self) -> Limits:
        """Return the limits in force."""
        return self.world.turnstile.limits

    @limits.setter
    def limits(self, limits: Limits) -> None:
        self.settings.limits = self.world.turnstile.limits = limits

    def person(self, first_name: str, language_code: str | None = "en", **account: Any) -> Person:
        """Let somebody be on Telegram. More of an `Account`: last_name, username, phone_number, id."""
        user_id = account.pop("id", None) or free_person_id(self.world)
        account.setdefault("phone_number", f"+1555{user_id % 10_000_000:07d}")
        somebody = Account(user_id, first_name, language_code=language_code, **account)
        person = Person(self.world, somebody, add_person(self.world, somebody))
        self.people[somebody.id] = person
        return person

    async def group(
        self,
        title: str,
        members: Iterable[Person] = (),
        *,
        forum: bool = False,
        basic: bool = False,
        bot_rights: Iterable[str] | None = tuple(ADMINISTRATOR_RIGHTS),
    ) -> Group:
        """Make a group of these people, the first of them its owner, with the bot in it (None: no administrator)."""
        people = list(members) or [self.person("Group owner")]
        kind: ChatType = "group" if basic else "supergroup"
        chat = add_group(self.world, title, people[0].id, kind=kind, forum=forum)
        group = Group(self.world, chat, people[0].id)
        await group.adds_bot(bot_rights)
        for person in people[1:]:
            await group.adds(person)
        return group

    def begin_anew(self) -> None:
        """Let nobody be there any more, with the same token, page and clock. Whoever waited for a message waits on."""
        self.people.clear()
        self.faults.clear()
        self.calls.clear()
        self.scene.update([])
        self.scene.caption({})
        self.scene.open_first([])
        self.world.begin(self.world.bot.id)
        self.stage.start_over()

    def save(self, path: Path) -> None:
        """Keep the whole world in a file."""
        save(SavedScene(self.token, self.world.state), path)

    @classmethod
    def load(cls, path: Path, settings: Settings | None = None, clock: Clock | None = None) -> Self:
        """Return a playground with the world of a file; its people are in `people`."""
        scene = load(path)
        playground = cls(scene.token, settings, clock)
        playground.world.state = scene.state
        for account in scene.state.accounts.values():
            if not account.is_bot:
                chat = scene.state.chats[account.id]
                playground.people[account.id] = Person(playground.world, account, chat)
        return playground

    @property
    def stage_token(self) -> str:
        """Return what a program has to show as X-Stage-Token to use the stage (a browser gets it with the page)."""
        return self._guard.token

    async def settled(self, quiet: float = 0.05, timeout: float = 10.0) -> None:  # noqa: ASYNC109  # says what is left
        """Wait until every update was taken and no call was made for `quiet` seconds; TimeoutError otherwise."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        calm_since, seen = loop.time(), -1
        while True:
            made = self.calls.total_finished
            if self.world.state.updates or self.calls.in_flight or made != seen:
                calm_since, seen = loop.time(), made
            elif loop.time() - calm_since >= quiet:  # looked at last: a busy machine may sleep longer than the silence
                return
            if loop.time() > deadline:
                raise TimeoutError(self._unrest())
            await asyncio.sleep(min(quiet / 5, 0.01))

    def _unrest(self) -> str:
        waiting = len(self.world.state.updates)
        return f"not settled: {waiting} updates not taken, {self.calls.in_flight} calls under way"

    def _heard_call(self, call: Call) -> None:
        self.world.tell("call", about=call)
