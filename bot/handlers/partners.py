"""Operators' buttons about partner companies, and about whom a technician belongs to."""

from collections.abc import Callable

from aiogram import Bot, Router
from aiogram.types import CallbackQuery

from bot.domain.employment import Employment
from bot.domain.ids import PersonId
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.partner_presses import DeskPartnerPress, EmploymentPress
from bot.ui.texts import N_
from bot.usecases import partners
from bot.usecases.inviting import invite

router = Router(name="partners")

Act = Callable[[Transaction, Turn, int, str], None]


def _invite(tx: Transaction, turn: Turn, partner: int, username: str) -> None:
    invite(tx, turn.sender.id, turn.chat, username, (), Employment.PARTNER, partner)


ACTS: dict[str, tuple[Act, str]] = {
    "show": (lambda tx, turn, partner, _: partners.open_partner(tx, partner, turn.sender.id, turn.chat), ""),
    "link": (
        lambda tx, turn, partner, name: partners.link_dispatcher(tx, partner, turn.sender.id, turn.chat, name),
        "",
    ),
    "invite": (_invite, ""),
    "dismiss": (lambda tx, turn, who, _: partners.dismiss(tx, PersonId(who), turn.sender.id), N_("Dismissed.")),
}
"""What a press is called → what happens, and the word after it."""


@router.callback_query(DeskPartnerPress.filter())
async def pressed(query: CallbackQuery, callback_data: DeskPartnerPress, turn: Turn, bot: Bot) -> None:
    """A button of a partner's card."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    username = (await bot.me()).username or ""
    await turn.decide(lambda tx: act(tx, turn, callback_data.number, username))
    await answer(query, turn.sender.language, words)


@router.callback_query(EmploymentPress.filter())
async def employment_chosen(query: CallbackQuery, callback_data: EmploymentPress, turn: Turn) -> None:
    """Where the technician belongs from now on."""
    chosen, who = callback_data, PersonId(callback_data.person_id)
    await turn.decide(lambda tx: partners.employ(tx, who, chosen.employment, chosen.partner_id, turn.sender.id))
    await answer(query, turn.sender.language, "Saved.")
