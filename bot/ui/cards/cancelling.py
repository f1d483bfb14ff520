"""The card that asks a customer why they cancel, and whether they mean it: one tap each."""

from bot.domain.ids import private_chat
from bot.domain.offers import CancelReason, JobStatus
from bot.domain.orders import CANCELLABLE
from bot.ui.keyboards import button, inline
from bot.ui.presses import CancelPress, OrderPress
from bot.ui.registry import CardRequest, card
from bot.ui.texts import N_
from bot.ui.view import View
from bot.ui.who_comes import Member, crew_of
from db import orders

REASONS = {
    CancelReason.SOLVED: N_("It is solved already"),
    CancelReason.WAIT: N_("It takes too long"),
    CancelReason.PRICE: N_("The price does not suit me"),
    CancelReason.MISTAKE: N_("Ordered by mistake"),
    CancelReason.OTHER: N_("Another reason"),
}
"""Reason → what its button says."""
COMING = frozenset({JobStatus.EN_ROUTE, JobStatus.ARRIVED})
"""Who has set out: a visit that falls through now counts in the customer's profile, unless its technician is late."""


@card("cancelling")
def cancelling_card(ask: CardRequest) -> View | None:
    """The reasons, as long as the order (the subject) can be cancelled by whoever looks at the card.

    Who has set out for it is named, so that it is a fair question.
    """
    order = orders.find(ask.connection, ask.subject_id)
    if order is None or private_chat(order.customer) != ask.chat_id or order.status not in CANCELLABLE:
        return None
    crew = crew_of(ask, order)
    if _are(JobStatus.IN_PROGRESS, crew):
        return None
    waiting, under_way = _are(JobStatus.ARRIVED, crew), _are(JobStatus.EN_ROUTE, crew)
    counts = any(member.job.status in COMING and member.job.late_at is None for member in crew)
    text = ask.render("orders/cancelling", order=order, waiting=waiting, under_way=under_way, counts=counts)
    reasons = [
        [button(ask.texts.label(words), CancelPress(order_id=order.id, reason=reason), style="danger")]
        for reason, words in REASONS.items()
    ]
    keep = button(ask.texts.label("Keep the order"), OrderPress(act="keep", order_id=order.id))
    return View(text, inline([[keep], *reasons]))


def _are(status: JobStatus, crew: list[Member]) -> list[str]:
    return [member.name for member in crew if member.job.status is status]
