"""When a person wants to hear nothing that can wait: one tap an hour."""

from collections.abc import Iterable
from datetime import time

from aiogram.types import InlineKeyboardButton

from bot.domain.quiet_hours import BEGINNINGS, ENDS, QuietHours, quiet_hours_of
from bot.ui.after_work_presses import QuietPress
from bot.ui.keyboards import button, in_rows, inline
from bot.ui.registry import CardRequest, card
from bot.ui.texts import N_
from bot.ui.view import View
from db import quiet_hours

LABELS = {"begin": N_("from %(time)s"), "end": N_("until %(time)s")}
"""Act → what its buttons say."""


@card("quiet_hours")
def quiet_hours_card(ask: CardRequest) -> View | None:
    """For the person (the subject) alone."""
    if ask.chat_id != ask.subject_id:
        return None
    hours, label = hours_of(ask), ask.texts.label
    text = ask.render("preferences/quiet_hours", span=span(ask, hours))
    if hours is None:
        return View(text, inline([[button(label("🌙 Quiet hours on"), QuietPress(act="on"), style="primary")]]))
    return View(text, inline([*_choices(ask, hours), [button(label("No quiet hours"), QuietPress(act="off"))]]))


def hours_of(ask: CardRequest) -> QuietHours | None:
    """Whatever holds for the person now: their own, none, or the market's."""
    return quiet_hours_of(quiet_hours.chosen(ask.connection, ask.subject_id), ask.market.quiet_hours)


def span(ask: CardRequest, hours: QuietHours | None) -> str:
    """'22:00–07:00'; '' for none."""
    if hours is None:
        return ""
    return ask.texts.label("%(start)s–%(end)s", start=ask.texts.time(hours.begins), end=ask.texts.time(hours.ends))


def _choices(ask: CardRequest, hours: QuietHours) -> list[list[InlineKeyboardButton]]:
    """The hours of its beginning, then those of its end, what holds with a tick."""
    return [
        *in_rows(_hours(ask, "begin", BEGINNINGS, hours.begins), 3),
        *in_rows(_hours(ask, "end", ENDS, hours.ends), 3),
    ]


def _hours(ask: CardRequest, act: str, choices: Iterable[int], now: time) -> list[InlineKeyboardButton]:
    words = {hour: ask.texts.label(LABELS[act], time=ask.texts.time(time(hour))) for hour in choices}
    return [
        button(f"✓ {said}" if time(hour) == now else said, QuietPress(act=act, hour=hour))
        for hour, said in words.items()
    ]
