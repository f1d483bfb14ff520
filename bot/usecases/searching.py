"""A search from its first wave to its end: begun, begun anew, given up."""

from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, private_chat
from bot.domain.orders import OrderStatus
from bot.usecases.closing import close_offers
from bot.usecases.showing import show_declined, show_order
from bot.usecases.waves import WAVE
from db import orders, outages, searches
from db.holding import hold_order
from db.outbox import show_card
from db.timers import Timer, set_timer
from db.transaction import Transaction

PATIENCE = "dispatch.patience"
"""The timer that ends a round which has found too few. It carries the round's number: waves do not silence it."""
OVERSLEPT = timedelta(minutes=1)
"""An end that comes so late was slept through: the process was down, and with it whoever wanted to say yes. They, and
those whom only now somebody asks, get the time of one more wave."""


def start_search(tx: Transaction, order: OrderId) -> None:
    """Let the first wave come: at once, or so long before a scheduled visit as the market wants."""
    _begin_round(tx, order, wider=False)


def search_again(tx: Transaction, order: OrderId, *, wider: bool = False) -> None:
    """Begin asking anew, `wider` beyond where the rounds before have ended.

    Whoever declined the order or gave it back is left in peace; the others are asked again, offers that are still
    open stay so, and whoever has a job of the order keeps it.
    """
    orders.move(tx, order, OrderStatus.SEARCHING, within={OrderStatus.EXPIRED})
    _begin_round(tx, order, wider=wider)
    row = orders.find(tx.connection, order)
    assert row is not None
    show_card(tx, private_chat(row.customer), "order", order)
    show_declined(tx, order)


def give_up(tx: Transaction, timer: Timer) -> None:
    """The market's patience is over: offers close, and the customer decides what to do."""
    order = OrderId(timer.subject)
    hold_order(tx, order)
    row = orders.find(tx.connection, order)
    if row is None or row.round != timer.version:
        return
    if tx.now - timer.due > OVERSLEPT or outages.silence(tx.connection) is not None:
        set_timer(tx, PATIENCE, order, row.round, tx.now + tx.market.dispatch.wave_interval)
        return
    if not orders.move(tx, order, OrderStatus.EXPIRED):
        return
    orders.record(tx, order, "expired", None, {"round": row.round, "waves": row.wave, "taken": row.taken})
    close_offers(tx, order)
    show_order(tx, order, fresh=True)


def reopen(tx: Transaction, order: OrderId) -> bool:
    """One of the crew is gone: their place is free, and somebody else is looked for. False when nobody is needed.

    While operators settle a dispute nobody is asked.
    """
    orders.free_place(tx, order)
    moved = orders.move(tx, order, OrderStatus.SEARCHING)
    row = orders.find(tx.connection, order)
    if not moved and (row is None or row.status is not OrderStatus.SEARCHING):
        return False
    search_again(tx, order)
    return True


def _begin_round(tx: Transaction, order: OrderId, *, wider: bool) -> None:
    begun = searches.begin_round(tx, order, wider=wider)
    row = orders.find(tx.connection, order)
    if row is None:
        raise Refusal("order_not_found")
    if not begun:
        raise Refusal("order_moved_on", status=row.status.value)
    lead = tx.market.dispatch.scheduled_lead
    first = max(tx.now, row.window.start - lead) if row.window else tx.now
    set_timer(tx, WAVE, order, row.version, first)
    set_timer(tx, PATIENCE, order, row.round, first + tx.market.dispatch.patience)
