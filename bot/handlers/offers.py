"""The buttons of the offer card. Whoever presses is checked by the use case."""

from collections.abc import Callable
from functools import partial

from aiogram import Router
from aiogram.types import CallbackQuery

from bot.domain.ids import OfferId, PersonId
from bot.domain.offers import DeclineReason
from bot.flows.acts import unknown_act
from bot.turn import Transaction, Turn
from bot.ui.answering import answer
from bot.ui.presses import OfferPress
from bot.ui.texts import N_
from bot.usecases.dispatch import accept_offer, decline_offer, show_attachments
from bot.usecases.why import why_me

router = Router(name="offers")

Act = Callable[[Transaction, OfferId, PersonId], object]
ACTS: dict[str, tuple[Act, str]] = {
    "accept": (accept_offer, N_("It is yours.")),
    "decline": (decline_offer, N_("Declined.")),
    "photos": (show_attachments, ""),
    "why": (why_me, ""),
    **{r.value: (partial(decline_offer, reason=r), N_("Thank you, noted.")) for r in DeclineReason},
}
"""What a press is called → the use case, and the word after it."""


@router.callback_query(OfferPress.filter())
async def offer_pressed(query: CallbackQuery, callback_data: OfferPress, turn: Turn) -> None:
    """Yes, no, why not, or a look at the photos."""
    act, words = ACTS.get(callback_data.act, (unknown_act, ""))
    await turn.decide(lambda tx: act(tx, OfferId(callback_data.offer_id), turn.sender.id))
    await answer(query, turn.sender.language, words)
