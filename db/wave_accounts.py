"""What the waves of an order have kept: read back out of its history."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.domain.ids import PersonId
from bot.domain.why import NEWCOMER, Considered, WaveAccount
from db.tables import order_events

WAVE = "wave"
"""The kind of event that a wave leaves."""


def of_order(connection: Connection, order: int) -> list[WaveAccount]:
    """Each wave's account, oldest first."""
    events = order_events.c
    query = select(order_events).where(events.order_id == order, events.kind == WAVE).order_by(events.id)
    return [_account(row) for row in connection.execute(query)]


def _account(row: Row[Any]) -> WaveAccount:
    """Whatever a wave of an older or newer version has not kept is left out; figures it has besides are taken along."""
    kept = row.details
    return WaveAccount(
        at=row.at,
        round=kept.get("round", 1),
        wave=kept.get("wave", 1),
        radius_km=kept.get("radius_km"),
        asked=_all(kept.get("asked", ())),
        waiting=_all(kept.get("waiting", ())),
        newcomer=bool(kept.get(NEWCOMER)),
        held_back={rule: _all(held) for rule, held in kept.get("held_back", {}).items() if held},
    )


def _all(kept: Iterable[int | dict[str, Any]]) -> tuple[Considered, ...]:
    return tuple(_considered(one) for one in kept)


def _considered(kept: int | dict[str, Any]) -> Considered:
    """Somebody held back may be kept by id alone."""
    if isinstance(kept, int):
        return Considered(PersonId(kept), {})
    figures = {name: value for name, value in kept.items() if name != "technician" and isinstance(value, int | float)}
    return Considered(PersonId(kept["technician"]), figures)
