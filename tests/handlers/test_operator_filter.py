"""Who is heard as an operator, and where."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import Chat, Message, MessageOriginHiddenUser, User

from bot.domain.ids import ChatId, PersonId
from bot.domain.languages import Language
from bot.domain.people import Person, Role
from bot.handlers.operators import FromStaff
from bot.turn import Turn, Turns
from db import settings

OLGA, GROUP, OTHER = 2, -100500, -100600
NOW = datetime(2026, 3, 4, tzinfo=UTC)


class NamedBot(Bot):
    """A bot that knows its own name without asking Telegram."""

    async def me(self) -> User:
        return User(id=self.id, is_bot=True, first_name="Onsite", username="onsite_bot")


@pytest.fixture
async def turns(database: Any, market: Any, clock: Any) -> Turns:
    turns = Turns(database, clock, market)
    await turns.run(lambda tx: settings.put(tx, settings.OPERATORS_CHAT, GROUP))
    return turns


async def heard(turns: Turns, text: str, chat: int = OLGA, role: Role | None = Role.OPERATOR, **more: Any) -> Any:
    kind = "private" if chat > 0 else "supergroup"
    olga = User(id=OLGA, is_bot=False, first_name="Olga")
    message = Message(message_id=1, date=NOW, chat=Chat(id=chat, type=kind), from_user=olga, text=text, **more)
    person = Person(PersonId(OLGA), "Olga", Language.EN)
    turn = Turn(turns, 1, person, "Olga", ChatId(chat), role, None)
    return await FromStaff()(message, turn, NamedBot("42:AAAA"))


@pytest.mark.parametrize(
    ("text", "chat"),
    [
        ("/orders", OLGA),
        ("/ORDERS today", OLGA),
        ("/orders@onsite_bot today", GROUP),
        ("/orders@Onsite_Bot", GROUP),
        ("/cancel 12 why", OLGA),
        ("/desk", OTHER),
    ],
)
async def test_heard(turns: Turns, text: str, chat: int) -> None:
    assert await heard(turns, text, chat)


@pytest.mark.parametrize(
    ("text", "chat", "role"),
    [
        ("/orders", OLGA, None),
        ("/orders", OTHER, Role.OWNER),
        ("/orders@other_bot", GROUP, Role.OWNER),
        ("/fly", OLGA, Role.OWNER),
        ("/cancel", OLGA, Role.OWNER),
        ("orders", OLGA, Role.OWNER),
        ("/12 Main Street", OLGA, Role.OWNER),
        ("see /orders", OLGA, Role.OWNER),
    ],
)
async def test_not_heard(turns: Turns, text: str, chat: int, role: Role | None) -> None:
    assert not await heard(turns, text, chat, role)


async def test_an_anonymous_admin_and_a_forwarded_command_are_nobodys(turns: Turns) -> None:
    anonymous = Chat(id=GROUP, type="supergroup")
    assert not await heard(turns, "/orders", GROUP, Role.OWNER, sender_chat=anonymous)
    origin = MessageOriginHiddenUser(date=NOW, sender_user_name="Eva")
    assert not await heard(turns, "/orders", OLGA, Role.OWNER, forward_origin=origin)
