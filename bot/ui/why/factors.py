"""The figures that decide who is asked first, in words. One that has no words here is shown under its own name."""

from collections.abc import Callable, Mapping

from bot.domain.why import STAFF_FIRST
from bot.ui.texts import N_, Texts

Words = Callable[[Texts, float], str]


def _running(texts: Texts, jobs: float) -> str:
    if not jobs:
        return texts.label("no job running")
    return texts.label_many("%(num)s job running", "%(num)s jobs running", round(jobs))


def _percent(msgid: str) -> Words:
    return lambda texts, share: texts.label(msgid, percent=round(100 * share))


def _time(msgid: str) -> Words:
    return lambda texts, minutes: texts.label(msgid, duration=texts.duration(minutes))


def _offers(texts: Texts, number: float) -> str:
    return texts.label_many("%(num)s open offer", "%(num)s open offers", round(number))


def _today(texts: Texts, number: float) -> str:
    return texts.label_many("%(num)s job today", "%(num)s jobs today", round(number))


def _free_in(texts: Texts, minutes: float) -> str:
    return texts.label("done in %(duration)s", duration=texts.duration(minutes)) if minutes else texts.label("free now")


FACTORS: dict[str, Words] = {
    "metres": lambda texts, metres: texts.distance(metres),
    "door_minutes": _time(N_("%(duration)s to the door")),
    "stars": lambda texts, stars: texts.rating(stars),
    "jobs": _running,
    "free_in": _free_in,
    "open_offers": _offers,
    "jobs_today": _today,
    "chance": _percent(N_("says yes to %(percent)s in 100")),
    "answer_minutes": _time(N_("answers within %(duration)s")),
    "in_time": _percent(N_("in time in %(percent)s of 100")),
    "minutes": _time(N_("counts as %(duration)s")),
    STAFF_FIRST: lambda texts, _: texts.label("own staff, asked first"),
}
"""Name of a figure in a wave's account → what people read, in this order."""


def factor_words(texts: Texts, figures: Mapping[str, float], *, without: frozenset[str] = frozenset()) -> list[str]:
    """Each figure that was kept, in words: those that have words first."""
    wanted = {name: value for name, value in figures.items() if name not in without}
    known = [words(texts, wanted[name]) for name, words in FACTORS.items() if name in wanted]
    others = [f"{name.replace('_', ' ')} {texts.number(v)}" for name, v in wanted.items() if name not in FACTORS]
    return [words for words in (*known, *others) if words]
