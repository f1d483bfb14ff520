"""What the lab has found: a picture, and the same in words."""

from functools import partial
from typing import Any

from bot.ui.charts.arrivals import arrivals
from bot.ui.registry import NoticeRequest, notice
from bot.ui.texts import N_
from bot.ui.view import Media, View

SETTINGS = {
    "as_it_is": N_("As it is set"),
    "twice_as_many": N_("Asking twice as many at once"),
    "twice_as_far": N_("Looking twice as far at first"),
    "half_as_long": N_("Half the time between waves"),
}
"""What each of the replayed settings is called."""


@notice("lab/result")
def lab_notice(ask: NoticeRequest) -> View:
    """A line a setting in the picture, a few words for each below it."""
    fields, label = ask.fields, ask.texts.label
    rows: list[dict[str, Any]] = [{**row, "name": label(_name_of(row))} for row in fields["rows"]]
    lines = {row["name"]: row["arrivals"] for row in rows}
    picture = Media("photo", name="lab.png", make=partial(arrivals, ask.texts, fields["minutes"], lines))
    return View(ask.render("lab/result", **{**fields, "rows": rows}), media=(picture,))


def _name_of(row: dict[str, Any]) -> str:
    return SETTINGS[row["setting"]]
