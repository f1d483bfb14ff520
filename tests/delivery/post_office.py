"""The sender at work on a playground, with one card and one notice that show whatever a test wants."""

import asyncio
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from unittest.mock import patch

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from sqlalchemy import Connection, select

from bot.delivery import courier
from bot.delivery.calls import Session
from bot.delivery.courier import Courier
from bot.delivery.pace import Limits, Pace
from bot.delivery.sender import Sender
from bot.domain.clock import Clock, SystemClock
from bot.domain.ids import ChatId
from bot.domain.market import Market
from bot.turn import Turns
from bot.ui import registry
from bot.ui.keyboards import reply
from bot.ui.registry import CardRequest, NoticeRequest
from bot.ui.view import Keyboard, Media, View
from bot.usecases.people import refused
from db import outbox, settings
from db.database import Database
from db.outbox import Outgoing, Priority, notify, show_card
from db.tables import outbox as rows
from db.transaction import Transaction
from playground import Person, Playground

SIGN, QUESTION = "test_sign", "test_question"
"""The cards: the subject is any number, what they show is a setting of the market. Old questions stay in the chat."""
NEWS = "test/news"
"""The notice."""
NO_HURRY = Limits(per_second=100_000, chat_burst=1000, chat_interval=0.0001, group_per_minute=10_000_000)


class QuickSession(Session):
    """Our own session, without its quarter of a second for TLS to end."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def bot_for(playground: Playground) -> Bot:
    """The real Bot over real HTTP."""
    session = QuickSession(api=TelegramAPIServer.from_base(playground.url))
    return Bot(playground.token, session=session, default=DefaultBotProperties(parse_mode="HTML"))


async def until(condition: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait for it (it may be a coroutine function); a TimeoutError when it does not come."""
    deadline = asyncio.get_running_loop().time() + seconds
    while not await _met(condition):
        if asyncio.get_running_loop().time() > deadline:
            raise TimeoutError
        await asyncio.sleep(0.002)


async def _met(condition: Callable[[], object]) -> object:
    met = condition()
    return await met if inspect.isawaitable(met) else met


def keyboard(kind: str) -> Keyboard | None:
    """`inline`, `reply` or nothing."""
    if kind == "inline":
        return InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Press", callback_data="x")]])
    return reply([["Ready answer"]]) if kind == "reply" else None


def board(ask: CardRequest) -> View | None:
    """The card as the market's settings have it now; None when they have nothing."""
    shown = settings.get(ask.connection, f"board:{ask.chat_id}:{ask.subject_id}")
    return View(shown["text"], keyboard(shown["keyboard"])) if shown else None


def news(ask: NoticeRequest) -> View | None:
    """Just what the fields say."""
    media = tuple(Media(**one) for one in ask.fields.get("media", ()))
    return View(ask.fields["text"], keyboard(ask.fields.get("keyboard", "")), media)


@contextmanager
def drawn_here() -> Iterator[None]:
    """The card and the notice are known while it lasts."""
    registry.card_makers()
    cards, notices = dict.fromkeys((SIGN, QUESTION), board), {NEWS: news}
    with (
        patch.dict(registry._cards, cards),
        patch.dict(registry._notices, notices),
        patch.object(courier, "STAYS", courier.STAYS | {QUESTION}),
    ):
        yield


@dataclass
class PostOffice:
    """Everything between the outbox and the people."""

    database: Database
    market: Market
    playground: Playground
    clock: Clock = field(default_factory=SystemClock)
    limits: Limits = NO_HURRY
    unreachable: list[ChatId] = field(default_factory=list)
    moved: list[tuple[ChatId, ChatId]] = field(default_factory=list)
    sender: Sender = field(init=False)
    bot: Bot = field(init=False)
    _running: "asyncio.Task[None] | None" = None

    async def __aenter__(self) -> Self:
        self.bot = bot_for(self.playground)
        carrier = Courier(self.bot, self.database, self.clock, self.market)
        self.sender = Sender(self.database, self.clock, carrier, Pace(self.limits), self._refused, self._group_moved)
        self.open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
        await self.bot.session.close()

    def open(self) -> None:
        """Begin to send."""
        self._running = asyncio.create_task(self.sender.run())

    async def close(self) -> None:
        """Stop as the app does."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
            self._running = None
        await self.sender.stop()

    async def _refused(self, item: Outgoing, since: datetime, words: str) -> bool:
        gone = await self._turns.run(lambda tx: refused(tx, item, since, words))
        if gone:
            self.unreachable.append(item.chat)
        return gone

    async def _group_moved(self, old: ChatId, new: ChatId) -> None:
        self.moved.append((old, new))
        await self.do(lambda tx: outbox.move_chat(tx, old, new))

    @property
    def _turns(self) -> Turns:
        return Turns(self.database, self.clock, self.market, self.sender.wake)

    # ------------------------------------------------------------ what a market does

    async def do(self, act: Callable[[Transaction], Any]) -> None:
        """One transaction, then the sender is woken."""
        await self._turns.run(act)

    async def puts_up(self, chat: int, text: str, keyboard: str = "", **wish: Any) -> None:
        """Change what the chat's sign says and have it shown."""
        await self.do(lambda tx: put_up(tx, chat, text, keyboard, **wish))

    async def takes_down(self, chat: int, *, view: str = SIGN) -> None:
        """There is nothing to show any more."""

        def take(tx: Transaction) -> None:
            settings.put(tx, f"board:{chat}:1", None)
            show_card(tx, chat, view, 1)

        await self.do(take)

    async def tells(self, chat: int, text: str, priority: Priority = Priority.NEWS, **fields: Any) -> None:
        """Queue a notice."""
        await self.do(lambda tx: notify(tx, chat, NEWS, {"text": text, **fields}, priority=priority))

    # ------------------------------------------------------------ what tests look at

    async def quiet(self) -> None:
        """Wait until all that was due has been sent."""
        await until(lambda: self.sender.idle)

    async def counts(self) -> dict[str, int]:
        """Rows of the outbox by status."""
        return await self.database.read(outbox.count_by_status)

    async def errors(self) -> list[str]:
        """What the rows of the outbox keep of what went wrong."""

        def kept(connection: Connection) -> list[str]:
            query = select(rows.c.error).where(rows.c.error.is_not(None)).order_by(rows.c.id)
            return list(connection.execute(query).scalars())

        return await self.database.read(kept)

    def calls(self) -> list[str]:
        """The methods that were called, in order."""
        return [call.method for call in self.playground.calls]


def put_up(
    tx: Transaction, chat: int, text: str, keyboard: str = "", *, view: str = SIGN, subject: int = 1, **wish: Any
) -> None:
    """Change what the chat's sign says and have it shown."""
    settings.put(tx, f"board:{chat}:{subject}", {"text": text, "keyboard": keyboard})
    show_card(tx, chat, view, subject, **wish)


def texts(person: Person) -> list[str]:
    """What the bot's messages in this chat say now."""
    return [message.text for message in person.chat.from_bot]
