"""A period's report in words, and what a technician hears about their own week."""

from bot.domain.market import Market
from bot.domain.measures.facts import Facts
from bot.domain.measures.figures import FIGURES, Figure, Value, figure
from bot.domain.measures.report import Report
from bot.ui.figure_words import compared, label, told
from bot.ui.texts import N_, Texts

MONTH = 1
"""The baseline that a chat shows; a page shows them all."""
STEERED_BY = ("acceptance", "on_time", "completion", "first_visit", "stars")
"""What a technician can do something about."""
ENOUGH = 3
"""Things that a tip is taken from, at least."""
TIPS = {
    "acceptance": N_("Offers you can’t take: a quick ‘no’ costs nothing and helps the customer."),
    "on_time": N_("Tap ‘On my way’ when you really start: the customer plans by the time that is promised then."),
    "completion": N_("Look at the map and the photos before you accept: a job handed back costs the customer an hour."),
    "first_visit": N_("Ask in the chat before you set out: the right part in the bag saves a second visit."),
    "stars": N_("Two minutes at the end, showing what you did and tidying up, make most of the stars."),
}  # fmt: skip
"""The weakest figure → one thing to try."""


def lines(texts: Texts, market: Market, report: Report) -> list[tuple[str, str]]:
    """Each figure that has a value: what it is called, and what it is beside the month before."""
    return [
        (label(texts, line.figure), compared(texts, market, line, MONTH))
        for line in report.lines
        if line.now is not None
    ]


def own_lines(texts: Texts, market: Market, own: Facts) -> list[tuple[str, str]]:
    """A technician's own figures."""
    values = [(figure, figure.of(own)) for figure in FIGURES if figure.per_technician]
    return [(label(texts, figure), told(texts, market, figure, value)) for figure, value in values if value is not None]


def weakest(own: Facts, all_: Facts) -> str | None:
    """The figure that is furthest below the market's; None when none is, or too little is known."""
    gaps = [(gap, key) for key in STEERED_BY if (gap := _gap(figure(key), own, all_)) is not None and gap < 0]
    return min(gaps)[1] if gaps else None


def _gap(asked: Figure, own: Facts, all_: Facts) -> float | None:
    """How much worse than the market, as a share of it."""
    mine, market = asked.of(own), asked.of(all_)
    if not _says_something(mine) or market is None or not market.value or mine is None:
        return None
    return (mine.value - market.value) / market.value


def _says_something(value: Value | None) -> bool:
    return value is not None and value.sample >= ENOUGH
