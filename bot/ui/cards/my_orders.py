"""The list of a customer's orders; its subject is the page, so that turning the page edits the message."""

from bot.ui.order_list import order_list
from bot.ui.registry import CardRequest, NoticeRequest, card, notice
from bot.ui.view import View


@card("my_orders")
def my_orders_card(ask: CardRequest) -> View:
    """The page that was turned to."""
    return order_list(ask, ask.subject_id)


@notice("orders/mine")
def my_orders_notice(ask: NoticeRequest) -> View:
    """The first page, for whoever has no message to turn pages in."""
    return order_list(ask, 0)
