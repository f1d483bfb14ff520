"""A playground, a clock that stands still, a plain HTTP caller and aiogram's own bot."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from playground import Limits, ManualClock, Person, Playground, Settings
from tests.playground.met import Met

Handler = Callable[[dict[str, Any]], Awaitable[web.StreamResponse]]


@dataclass(frozen=True)
class Reply:
    """An answer of the server as it came over the wire."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def result(self) -> Any:
        """Return what a good answer holds."""
        assert self.status == 200, self.body
        assert self.body["ok"] is True
        return self.body["result"]

    @property
    def refusal(self) -> tuple[int, str]:
        """Return (code, sentence) of a refusal, whose HTTP status is its code."""
        assert self.body["ok"] is False, self.body
        assert self.body["error_code"] == self.status
        return self.status, self.body["description"]

    @property
    def sentence(self) -> str:
        """Return what a 400 says after 'Bad Request: '."""
        code, description = self.refusal
        assert code == 400
        assert description.startswith("Bad Request: "), description
        return description.removeprefix("Bad Request: ")


class QuickSession(AiohttpSession):
    """aiogram's own session, which closes at once (aiogram waits a quarter of a second for TLS to end)."""

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()


class Api:
    """Calls methods over plain HTTP, the arguments as JSON."""

    def __init__(self, playground: Playground, session: aiohttp.ClientSession) -> None:
        self.playground = playground
        self.session = session

    async def __call__(self, method: str, **arguments: Any) -> Reply:
        """Call with a JSON body."""
        return await self.post(method, json=arguments)

    async def post(self, method: str, **request: Any) -> Reply:
        """Call with any body that aiohttp can send."""
        async with self.session.post(self.address(method), **request) as response:
            return await read(response)

    async def upload(self, method: str, field: str, content: bytes, **arguments: Any) -> Reply:
        """Call with a multipart form that carries a file."""
        form = {name: str(value) for name, value in arguments.items()}
        return await self.post(method, data={**form, field: io.BytesIO(content)})

    async def get(self, method: str, **query: Any) -> Reply:
        """Call with the arguments in the query."""
        async with self.session.get(self.address(method), params=query) as response:
            return await read(response)

    def address(self, method: str) -> str:
        """Return a method's URL."""
        return f"{self.playground.url}/bot{self.playground.token}/{method}"


class Page:
    """A program that shows the stage's token."""

    def __init__(self, playground: Playground, session: aiohttp.ClientSession) -> None:
        self.playground = playground
        self.session = session
        self.headers = {"X-Stage-Token": playground.stage_token}

    async def get(self, path: str) -> Any:
        async with self.session.get(f"{self.playground.url}{path}", headers=self.headers) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, path: str, **body: Any) -> tuple[int, Any]:
        async with self.session.post(f"{self.playground.url}{path}", json=body, headers=self.headers) as response:
            return response.status, await response.json()

    async def act(self, person: Person, name: str, **arguments: Any) -> tuple[int, Any]:
        return await self.post("/stage/act", person=person.id, act=name, **arguments)


class Hook:
    """The bot's side: keeps what is posted and answers as told."""

    def __init__(self) -> None:
        self.posted: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""
        self.answer: Handler = _ok
        self._came = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        update = await request.json()
        self.headers.append(dict(request.headers))
        self.posted.append(update)
        self._came.set()
        return await self.answer(update)

    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.posted]

    async def until(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.posted) < count:
                self._came.clear()
                await self._came.wait()


async def _ok(_: dict[str, Any]) -> web.StreamResponse:
    return web.Response()


async def read(response: aiohttp.ClientResponse) -> Reply:
    """Return the reply in a response."""
    return Reply(response.status, await response.json(), dict(response.headers))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def settings() -> Settings:
    return Settings(limits=Limits.off())


@pytest.fixture
async def playground(settings: Settings, clock: ManualClock) -> AsyncIterator[Playground]:
    async with Playground(settings=settings, clock=clock, seed=1) as running:
        yield running


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as running:
        yield running


@pytest.fixture
def api(playground: Playground, session: aiohttp.ClientSession) -> Api:
    return Api(playground, session)


@pytest.fixture
async def hook(playground: Playground) -> AsyncIterator[Hook]:
    playground.settings.webhook.first_retry = 0.01
    made = Hook()
    application = web.Application()
    application.router.add_post("/hook", made.handle)
    runner = web.AppRunner(application, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


@pytest.fixture
def page(playground: Playground, session: aiohttp.ClientSession) -> Page:
    return Page(playground, session)


@pytest.fixture
async def bot(playground: Playground) -> AsyncIterator[Bot]:
    server = TelegramAPIServer.from_base(playground.url)
    made = Bot(playground.token, session=QuickSession(api=server))
    yield made
    await made.session.close()


@pytest.fixture
async def anna(playground: Playground) -> Person:
    """Return somebody whom the bot has met."""
    person = playground.person("Anna", "pl")
    await person.starts()
    playground.world.state.updates.clear()
    return person


@pytest.fixture
async def met(playground: Playground, bot: Bot, anna: Person) -> Met:
    group = await playground.group("Team", [anna], forum=True)
    playground.world.state.updates.clear()
    sent = await bot.send_message(anna.id, "first")
    return Met(playground, bot, anna, group, sent, await bot.send_message(group.id, "first"))


def button(text: str = "Go", **more: Any) -> dict[str, Any]:
    """Return an inline button as JSON."""
    return {"text": text} | (more or {"callback_data": "go"})


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return an inline keyboard as JSON."""
    return {"inline_keyboard": list(rows)}
