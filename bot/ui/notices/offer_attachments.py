"""What the customer sent with an order, for a technician who thinks about taking it."""

from typing import cast

from bot.domain.ids import private_chat
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import Media, MediaKind, View
from db import offers, orders


@notice("offers/attachments")
def attachments(ask: NoticeRequest) -> View | None:
    """The photos and recordings, to whom the offer was made."""
    offer = offers.find(ask.connection, ask.fields["offer"])
    if offer is None or private_chat(offer.technician) != ask.chat_id:
        return None
    order = orders.find(ask.connection, offer.order)
    if order is None or not order.attachments:
        return None
    media = tuple(Media(cast(MediaKind, a.kind), a.file_id) for a in order.attachments)
    return View(ask.render("offers/attachments", order=order.id), media=media)
