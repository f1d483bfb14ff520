"""Which order a button is about, so that nobody ends the orders over which two people number their notes."""

import inspect

from aiogram.filters.callback_data import CallbackData

from bot.ui import presses

ABOUT_ORDERS = {
    press.__prefix__: press
    for _, press in inspect.getmembers(presses, inspect.isclass)
    if issubclass(press, CallbackData) and "order_id" in press.model_fields
}
"""Every kind of button that names an order, by the prefix of its data."""


def order_named(packed: str) -> int | None:
    """The order that a button's data names; None when it names none."""
    kind = ABOUT_ORDERS.get(packed.partition(":")[0])
    return getattr(kind.unpack(packed), "order_id", None) if kind else None
