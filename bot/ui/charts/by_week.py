"""Orders a week, and how many of them had somebody at the door within the hour."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from matplotlib.ticker import FuncFormatter

from bot.domain.measures.facts import Facts, OrderFact
from bot.domain.measures.figures import Value, figure
from bot.ui.charts.canvas import FIRST, INK, LETTERS, QUIET, Canvas
from bot.ui.texts import Texts

WEEK = timedelta(days=7)
MOST_WEEKS = 12


def by_week(texts: Texts, facts: Facts) -> bytes:
    """Bars for the orders, a line for the share, the last twelve whole weeks at most."""
    weeks = list(_weeks(facts))
    canvas = Canvas(texts.label("At the door within the hour, by week"), right_to_left=texts.language.right_to_left)
    places = list(range(len(weeks)))
    bars, line = canvas.axes, canvas.axes.twinx()
    bars.bar(places, [len(week.orders) for week in weeks], color=QUIET, alpha=0.35, width=0.7)
    bars.set_xticks(places, [texts.day_of_month(week.since) for week in weeks])
    bars.yaxis.set_major_formatter(FuncFormatter(lambda value, _: texts.number(value)))
    shares = [(place, share) for place, week in zip(places, weeks, strict=True) if (share := _share(week))]
    line.plot([p for p, _ in shares], [100 * s.value for _, s in shares], color=FIRST, linewidth=3, marker="o")
    for place, share in shares:
        written = texts.label("%(number)s%%", number=round(100 * share.value))
        spot = (place, 100 * share.value)
        line.annotate(written, spot, (0, 9), textcoords="offset points", ha="center", fontsize=LETTERS, color=FIRST)
    line.set_ylim(0, 112)
    line.axis("off")
    bars.set_ylabel(texts.label("orders a week"), fontsize=LETTERS, color=INK)
    return canvas.finish()


def _share(week: Facts) -> Value | None:
    return figure("within_hour").of(week)


def _weeks(facts: Facts) -> Iterator[Facts]:
    """Whole weeks that end with the period, the oldest first."""
    count = min(MOST_WEEKS, max(1, (facts.until - facts.since) // WEEK))
    for back in range(count, 0, -1):
        since, until = facts.until - back * WEEK, facts.until - (back - 1) * WEEK
        yield replace(facts.of_orders(partial(_placed_in, since, until)), since=since)


def _placed_in(since: datetime, until: datetime, order: OrderFact) -> bool:
    return since <= order.placed_at < until
