"""The lab for operators: the market's own past orders, played once more under other settings."""

from dataclasses import asdict
from datetime import timedelta
from math import isnan
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.matching.lab.own_past import LEAST_ORDERS, Comparison
from bot.matching.lab.sketches import MINUTES
from bot.usecases.staff import require_role
from db import past_orders, timers
from db.outbox import Priority, notify
from db.timers import Timer, set_timer
from db.transaction import Transaction

REPLAY = "lab.replay"
"""The timer of a replay that somebody waits for; its subject is the chat that wants to see it."""
LOOKS_BACK = timedelta(days=28)


def ask_lab(tx: Transaction, operator: PersonId, chat: int) -> None:
    """Begin a replay, one a chat at a time; where there is too little to replay, say so at once."""
    require_role(tx, operator)
    if timers.is_pending(tx.connection, REPLAY, chat):
        raise Refusal("lab_is_at_it")
    orders = past_orders.count_since(tx.connection, tx.now - LOOKS_BACK)
    if orders < LEAST_ORDERS:
        _say_too_few(tx, chat, orders)
        return
    set_timer(tx, REPLAY, chat, 0, tx.now)
    notify(tx, chat, "lab/working", {"orders": orders, "days": LOOKS_BACK.days}, priority=Priority.ANSWER)


def tell(tx: Transaction, timer: Timer, comparison: Comparison) -> None:
    """Show what came of it, to the chat that has asked."""
    chat = timer.subject
    if comparison.orders < LEAST_ORDERS:
        _say_too_few(tx, chat, comparison.orders)
    elif not comparison.technicians:
        notify(tx, chat, "lab/nobody", priority=Priority.ANSWER)
    else:
        notify(tx, chat, "lab/result", _fields(comparison), priority=Priority.ANSWER)


def _say_too_few(tx: Transaction, chat: int, orders: int) -> None:
    fields = {"orders": orders, "least": LEAST_ORDERS, "days": LOOKS_BACK.days}
    notify(tx, chat, "lab/too_few", fields, priority=Priority.ANSWER)


def _fields(comparison: Comparison) -> dict[str, Any]:
    rows = [
        {"setting": one.setting, "arrivals": one.arrivals, **_figures(asdict(one.measures))}
        for one in comparison.replayed
    ]
    said = {"orders": comparison.orders, "left_out": comparison.left_out, "technicians": comparison.technicians}
    return {**said, "days": LOOKS_BACK.days, "minutes": MINUTES, "rows": rows}


def _figures(measures: dict[str, float]) -> dict[str, float | None]:
    """As JSON can carry them: what could not be measured is none."""
    return {name: None if isnan(value) else round(value, 2) for name, value in measures.items()}
