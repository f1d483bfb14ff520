"""What every update passes on its way to a handler: its turn, the ban, and the wording of a refusal."""

from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Chat, TelegramObject, Update, User

from bot.domain.errors import Refusal
from bot.domain.floods import FloodGate, Hearing
from bot.domain.ids import ChatId, PersonId
from bot.domain.languages import language_from_tag
from bot.domain.people import Person
from bot.handlers.update_kinds import kind_of, named_by
from bot.meters import TURN_SECONDS
from bot.turn import AlreadyDoneError, Transaction, Turn, Turns
from bot.ui.answering import answer, answer_in_words
from bot.ui.texts import texts_of
from bot.ui.typed import clean
from bot.usecases.telling import Priority, notify

Handler = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
log = structlog.get_logger(__name__)


class TurnMiddleware(BaseMiddleware):
    """Gives every update its turn and sees to it that the update is marked done, whatever the handler does."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Open the turn, run the handler, finish the turn. `data["turns"]` is the app's one maker of turns."""
        turn = data["turn"] = await _turn(event, data)
        try:
            with TURN_SECONDS.labels(kind_of(event)).time():
                result = await handler(event, data)
                if not turn.decided:
                    await turn.decide(_nothing)
        except AlreadyDoneError:
            log.info("update_done_before", update=turn.update_id)
            return None
        return result


class FloodMiddleware(BaseMiddleware):
    """Lets nobody keep the bot busy with more than a person can mean; what was heard before takes its effect."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Hear it, ask to slow down, or leave it out. `data["flood_gate"]` is the app's one gate."""
        turn: Turn = data["turn"]
        gate: FloodGate = data["flood_gate"]
        is_counted = turn.role is None and _can_be_overdone(event)
        hearing = gate.hear(turn.sender.id, turn.now) if is_counted else Hearing.HEARD
        if hearing is Hearing.HEARD:
            return await handler(event, data)
        if hearing is Hearing.ASKED_TO_SLOW_DOWN:
            raise Refusal("slow_down")
        assert isinstance(event, Update)
        if isinstance(event.event, CallbackQuery):
            await answer(event.event, turn.sender.language)
        return None


class BanMiddleware(BaseMiddleware):
    """Keeps the market closed to banned people, at every entry, and says so."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """Refuse before any handler is looked for."""
        turn: Turn = data["turn"]
        if turn.sender.is_banned:
            await _refuse(event, turn, Refusal("banned"))
            return None
        return await handler(event, data)


class RefusalMiddleware(BaseMiddleware):
    """Words a use case's 'no': an alert over the pressed button, a notice for anything else."""

    async def __call__(self, handler: Handler, event: TelegramObject, data: dict[str, Any]) -> Any:
        """The decision was rolled back; what is left is to say why."""
        try:
            return await handler(event, data)
        except Refusal as refusal:
            await _refuse(event, data["turn"], refusal)
            return None


def _can_be_overdone(event: TelegramObject) -> bool:
    """Whether a person wrote or pressed it. Their phone tells by itself how a live location moves, for hours at once
    when the bot has been away, and Telegram that the bot was blocked.
    """
    assert isinstance(event, Update)
    edited = event.edited_message
    if edited is not None:
        return edited.location is None
    return event.message is not None or event.callback_query is not None


async def _turn(event: TelegramObject, data: dict[str, Any]) -> Turn:
    assert isinstance(event, Update)
    turns: Turns = data["turns"]
    user: User | None = data.get("event_from_user")
    chat: Chat | None = data.get("event_chat")
    sender = _stranger(user or User(id=0, is_bot=False, first_name=""), turns)
    return await turns.begin(event.update_id, sender, ChatId(chat.id if chat else sender.id), named_by(event))


async def _refuse(event: TelegramObject, turn: Turn, refusal: Refusal) -> None:
    assert isinstance(event, Update)
    if isinstance(event.event, CallbackQuery):
        await _refuse_press(event.event, turn, refusal)
        return
    view, fields = f"refusals/{refusal.code}", refusal.fields
    await turn.decide(lambda tx: notify(tx, turn.chat, view, fields, priority=Priority.ANSWER))


async def _refuse_press(query: CallbackQuery, turn: Turn, refusal: Refusal) -> None:
    await turn.decide(_nothing)
    texts = texts_of(turn.sender.language, turn.market.city.time_zone)
    await answer_in_words(
        query, texts.render_plain(f"refusals/{refusal.code}", market=turn.market, **refusal.fields), alert=True
    )


def _stranger(user: User, turns: Turns) -> Person:
    language = language_from_tag(user.language_code, turns.market.language)
    return Person(PersonId(user.id), clean(user.full_name), language)


def _nothing(tx: Transaction) -> None:
    """An update that changes nothing is done all the same."""
