"""Updates through the real dispatcher, with a Telegram that only notes what it is asked."""

import itertools
import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import GetMe, TelegramMethod
from aiogram.types import Update, User
from sqlalchemy import Connection, select

from bot.domain.floods import FloodGate
from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.handlers.routes import routes
from bot.turn import Turns
from db import inbox
from db.database import Database
from db.inbox import Received
from db.tables import outbox
from tests.clock import TestClock

ME = User(id=7, is_bot=True, first_name="Onsite", username="onsite_bot")
ANNA = PersonId(7)


class NotedSession(BaseSession):
    """Says yes to everything and remembers it."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[TelegramMethod[Any]] = []

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], *_: Any, **__: Any) -> Any:
        self.calls.append(method)
        return ME if isinstance(method, GetMe) else True

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:  # pragma: no cover
        """Nothing to download here."""
        yield b""


@dataclass
class FrontDoor:
    """Where one person's updates come in, each stored before its turn as in the app."""

    database: Database
    clock: TestClock
    market: Market
    wizards: dict[str, Any] = field(default_factory=dict)
    services: Any = None
    person: PersonId = ANNA
    language: str = "en"
    commits: int = 0
    _numbers: Any = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.session = NotedSession()
        self.bot = Bot("7:token", session=self.session)
        self.turns = Turns(self.database, self.clock, self.market, self._committed)

    def _committed(self) -> None:
        self.commits += 1

    @property
    def user(self) -> dict[str, Any]:
        return {"id": self.person, "is_bot": False, "first_name": "Anna", "language_code": self.language}

    def message(self, chat: int | None = None, **content: Any) -> dict[str, Any]:
        """A message of the person, in their own chat unless it is said which."""
        chat = chat or self.person
        kind = "private" if chat > 0 else "supergroup"
        where = {"id": chat, "type": kind, "first_name": "Anna", "title": "Group"}
        return {"message_id": next(self._numbers), "date": 1772622000, "chat": where, "from": self.user, **content}

    async def says(self, text: str, chat: int | None = None) -> Any:
        entities = (
            [{"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}] if text[0] == "/" else []
        )
        return await self.comes(message=self.message(chat, text=text, entities=entities))

    async def presses(self, data: str, chat: int | None = None) -> Any:
        query = {"id": "1", "chat_instance": "1", "from": self.user, "data": data}
        return await self.comes(callback_query={**query, "message": self.message(chat, text="?")})

    async def comes(self, **happening: Any) -> Any:
        """Store the update and give it its turn."""
        update = {"update_id": next(self._numbers), **happening}
        received = Received(update["update_id"], int(self.person), json.dumps(update))
        await self.database.write(lambda c: inbox.store(c, [received], self.clock.now()))
        return await self.again(received)

    async def again(self, received: Received) -> Any:
        """The turn of an update that is in the inbox."""
        parsed = Update.model_validate(json.loads(received.payload), context={"bot": self.bot})
        context = {"turns": self.turns, "services": self.services, "wizards": self.wizards}
        context["flood_gate"] = FloodGate(1000)
        return await routes().feed_update(self.bot, parsed, **context)

    # ------------------------------------------------------------ what came of it

    @property
    def toasts(self) -> list[tuple[str | None, bool]]:
        """The answers to presses: words, and whether they came as an alert."""
        answers = [call for call in self.session.calls if call.__api_method__ == "answerCallbackQuery"]
        return [(call.text, bool(call.show_alert)) for call in answers]  # type: ignore[attr-defined]

    async def notices(self) -> list[tuple[int, str]]:
        """The notices that were queued: chat and name."""

        def queued(connection: Connection) -> list[tuple[int, str]]:
            query = select(outbox.c.chat_id, outbox.c.view).where(outbox.c.kind == "notice").order_by(outbox.c.id)
            return [(row.chat_id, row.view) for row in connection.execute(query)]

        return await self.database.read(queued)

    async def counts(self) -> dict[str, int]:
        """Updates by status."""
        return await self.database.read(inbox.count_by_status)
