"""Which order something is about: the log says it in every line, whatever was pressed, due or sent."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from db.tables import cases, extras, jobs, offers, surveys

ORDER = "order"
Thing = tuple[str, int]
"""What it is, and its number: ("job", 12)."""

_ORDER_OF = {
    "job": select(jobs.c.order_id).where(jobs.c.id == bindparam("number")),
    "offer": select(offers.c.order_id).where(offers.c.id == bindparam("number")),
    "extra": select(jobs.c.order_id)
    .join(extras, extras.c.job_id == jobs.c.id)
    .where(extras.c.id == bindparam("number")),
    "case": select(cases.c.order_id).where(cases.c.id == bindparam("number")),
    "survey": select(surveys.c.order_id).where(surveys.c.id == bindparam("number")),
}
_THINGS = (ORDER, *_ORDER_OF)
_CARDS = {
    **dict.fromkeys(("order", "desk_order", "team_order", "cancelling", "approval"), ORDER),
    **dict.fromkeys(("place", "hand_back", "to_sign", "signed", "nudge", "delay"), "job"),
    **dict.fromkeys(("case", "desk_case"), "case"),
    **{itself: itself for itself in ("offer", "extra", "survey")},
}
_TIMERS = {"dispatch": ORDER, "order": ORDER, "job": "job", "rating": "job", "probation": "job", "case": "case"}


def thing_in(fields: Mapping[str, Any]) -> Thing | None:
    """What a button, a conversation or a notice names: `job` or `job_id` with its number."""
    for kind in _THINGS:
        number = fields.get(kind, fields.get(f"{kind}_id"))
        if type(number) is int and number > 0:
            return kind, number
    return None


def thing_on(view: str, subject: int, fields: Mapping[str, Any]) -> Thing | None:
    """What a card shows or a notice tells of."""
    return (_CARDS[view], subject) if view in _CARDS else thing_in(fields)


def thing_due(kind: str, subject: int) -> Thing | None:
    """What a timer is about."""
    if kind == "survey.still_fine":
        return ORDER, subject
    found = _TIMERS.get(kind.partition(".")[0])
    return None if found is None else (found, subject)


def order_of(connection: Connection, thing: Thing | None) -> int | None:
    """The order's number; None when it is about none, or nobody knows the thing."""
    if thing is None or thing[0] == ORDER:
        return None if thing is None else thing[1]
    order = connection.execute(_ORDER_OF[thing[0]], {"number": thing[1]}).scalar()
    return None if order is None else int(order)
