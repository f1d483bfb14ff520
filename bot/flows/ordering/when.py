"""When: as soon as possible, or a window of one of the next days. Shared with the wizard that finds another time."""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from bot.domain.windows import days_ahead, windows_of
from bot.flows.answers import Answer
from bot.flows.ordering.draft import OrderingDraft, ReschedulingDraft
from bot.flows.wizard import Problem, Question, Scene, Stay

Draft = TypeVar("Draft", OrderingDraft, ReschedulingDraft)


def ask_time(scene: Scene, draft: OrderingDraft | ReschedulingDraft) -> Question:
    """The days on which somebody can come, or the windows of the day that was chosen."""
    now, zone = scene.tx.now, scene.tx.market.city.time_zone
    at_once = isinstance(draft, OrderingDraft)
    fields = {"now": now.isoformat(), "at_once": at_once, "day": "", "windows": [], "days": []}
    if draft.day:
        windows = windows_of(date.fromisoformat(draft.day), now, zone)
        shown = [[w.start.isoformat(), w.end.isoformat()] for w in windows]
        return Question("ordering/time", {**fields, "day": draft.day, "windows": shown})
    return Question("ordering/time", {**fields, "days": [day.isoformat() for day in days_ahead(now, zone)]})


def got_time(scene: Scene, draft: Draft, answer: Answer) -> Draft | Stay[Draft]:
    """A day opens its windows; a window, or 'as soon as possible', answers the question."""
    kind, _, value = answer.choice.partition(":")
    if kind == "at_once" and isinstance(draft, OrderingDraft):
        return replace(draft, day="", window=None)
    if kind == "days":
        return Stay(replace(draft, day=""))
    if kind == "day":
        return _open_day(scene, draft, value)
    if kind == "window" and draft.day:
        return _choose_window(scene, draft, value)
    raise Problem("choose_button")


def _open_day(scene: Scene, draft: Draft, value: str) -> Stay[Draft]:
    days = days_ahead(scene.tx.now, scene.tx.market.city.time_zone)
    if value not in [day.isoformat() for day in days]:
        raise Problem("time_passed")
    return Stay(replace(draft, day=value))


def _choose_window(scene: Scene, draft: Draft, value: str) -> Draft:
    """`value` is the local hour of its beginning; a window that has begun meanwhile cannot be chosen any more."""
    zone = scene.tx.market.city.time_zone
    windows = windows_of(date.fromisoformat(draft.day), scene.tx.now, zone)
    chosen = next((w for w in windows if f"{w.start.astimezone(zone):%H}" == value), None)
    if chosen is None:
        raise Problem("time_passed")
    return replace(draft, day="", window=chosen)
