"""The week and its days, for a technician who sets their hours."""

from collections.abc import Sequence
from datetime import time

from bot.domain.technicians import Shift
from bot.ui.keyboards import in_rows
from bot.ui.prompting import Prompt, PromptRequest, prompt
from bot.ui.texts import N_
from bot.ui.weekdays import DAYS, shift_words, weekday_name

PRESETS = {
    "daily": N_("Every day 8–20"),
    "office": N_("Mon–Fri 9–18"),
    "any": N_("Whenever online"),
}
READY_SHIFTS = ("0700-1500", "0800-1600", "0800-2000", "0900-1800", "1200-2200", "0000-2400")


@prompt("working_hours/week")
def week_prompt(ask: PromptRequest) -> Prompt:
    """Each day is a button that opens it; ready weeks and 'save' below."""
    any_time: bool = ask.fields["any_time"]
    days = [[ask.choice(_day_words(ask, day), f"edit:day{day}")] for day in DAYS]
    presets = [ask.choice(ask.texts.label(label), f"preset:{preset}") for preset, label in PRESETS.items()]
    save = ask.choice(ask.texts.label("Save"), "nav:confirm", style="success")
    text = ask.render("working_hours/week", any_time=any_time)
    return Prompt(text, [*days, *in_rows(presets, 2), [save]])


def _day_words(ask: PromptRequest, day: int) -> str:
    texts = ask.texts
    if ask.fields["any_time"]:
        return texts.label("%(day)s: any time", day=weekday_name(texts, day))
    shift = _shift(ask.fields["days"].get(str(day)))
    return texts.label("%(day)s: %(hours)s", day=weekday_name(texts, day), hours=shift_words(texts, shift))


@prompt("working_hours/day")
def day_prompt(ask: PromptRequest) -> Prompt:
    """The usual shifts, or none; anything else is typed."""
    choices = [ask.choice(shift_words(ask.texts, _ready(ready)), ready) for ready in READY_SHIFTS]
    off = ask.choice(ask.texts.label("Day off"), "off")
    text = ask.render("working_hours/day", name=weekday_name(ask.texts, ask.fields["day"]))
    return Prompt(text, [*in_rows(choices, 2), [off]])


def _ready(ready: str) -> Shift:
    start, end = ready.split("-")
    return Shift(time(int(start[:2]) % 24, int(start[2:])), time(int(end[:2]) % 24, int(end[2:])))


def _shift(kept: Sequence[str] | None) -> Shift | None:
    return None if kept is None else Shift(time.fromisoformat(kept[0]), time.fromisoformat(kept[1]))
