"""Why an offer was closed before its technician answered."""

from enum import StrEnum

from bot.domain.orders import OrderStatus


class CloseReason(StrEnum):
    """Kept with the offer, so that its card tells the same story for ever."""

    TAKEN = "taken"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


def close_reason(status: OrderStatus) -> CloseReason:
    """What the order's present status says about offers that are closed now."""
    match status:
        case OrderStatus.CANCELLED:
            return CloseReason.CANCELLED
        case OrderStatus.EXPIRED:
            return CloseReason.EXPIRED
        case OrderStatus.SEARCHING | OrderStatus.QUOTING:
            return CloseReason.WITHDRAWN
        case _:
            return CloseReason.TAKEN
