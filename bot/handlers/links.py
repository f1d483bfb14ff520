"""Links that open something once: the /start that carries one, and the button that takes one back."""

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from bot.domain.errors import Refusal
from bot.domain.links import LinkId, token_from
from bot.flows.joining import open_link
from bot.handlers.typed_command import typed_command
from bot.turn import Turn
from bot.ui.answering import answer
from bot.ui.link_presses import LinkPress
from bot.usecases.links import withdraw_link

router = Router(name="links")


class JoinLink(Filter):
    """Lets a /start through that carries a link which opens once, with its token."""

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, str]:
        """The token, if there is one."""
        typed = await typed_command(message, bot)
        token = token_from(typed.words) if typed is not None and typed.name == "start" else None
        return token is not None and {"token": token}


@router.message(JoinLink())
async def opened(_message: Message, turn: Turn, token: str) -> None:
    """Somebody has opened the link."""
    await turn.decide(lambda tx: open_link(tx, turn.sender, token))


@router.callback_query(LinkPress.filter())
async def pressed(query: CallbackQuery, callback_data: LinkPress, turn: Turn) -> None:
    """Its maker, or an operator, takes it back."""
    if callback_data.act != "withdraw":
        raise Refusal("link_not_yours")
    await turn.decide(lambda tx: withdraw_link(tx, LinkId(callback_data.link_id), turn.sender.id))
    await answer(query, turn.sender.language, "Withdrawn: the link opens nothing any more.")
