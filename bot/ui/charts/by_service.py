"""Minutes until somebody stood at the door, service by service: the usual wait, and nine of ten."""

from bot.domain.market import Market
from bot.domain.measures.figures import minutes_to_arrive, percentile
from bot.domain.measures.report import Report
from bot.ui.charts.canvas import FIRST, INK, LETTERS, QUIET, Canvas
from bot.ui.service_names import service_name
from bot.ui.texts import Texts

MOST = 8
"""Bars that a phone can show."""
LONGEST_NAME = 24


def by_service(texts: Texts, market: Market, report: Report) -> bytes:
    """A bar a service, the most wanted on top: dark to the half, light to nine of ten."""
    rows = []
    for row in report.services[:MOST]:
        minutes = minutes_to_arrive(report.facts.of_orders(lambda order, key=row.of: order.service == key))  # type: ignore[misc]
        if minutes:
            name = service_name(texts, market, row.of)[:LONGEST_NAME]
            rows.append((name, percentile(minutes, 0.5) or 0.0, percentile(minutes, 0.9) or 0.0))
    rows.reverse()
    canvas = Canvas(texts.label("Minutes until somebody is at the door"), right_to_left=texts.language.right_to_left)
    axes, places = canvas.axes, list(range(len(rows)))
    axes.grid(visible=False)
    axes.barh(places, [most for _, _, most in rows], color=FIRST, alpha=0.25, height=0.6)
    axes.barh(places, [half for _, half, _ in rows], color=FIRST, height=0.6)
    axes.set_yticks(places, [name for name, _, _ in rows], fontsize=LETTERS, color=INK)
    axes.set_xticks([])
    gap = -6 if texts.language.right_to_left else 6
    for place, (_, half, most) in zip(places, rows, strict=True):
        written = texts.label("%(half)s · %(most)s", half=round(half), most=round(most))
        side = "right" if texts.language.right_to_left else "left"
        axes.annotate(written, (most, place), (gap, 0), textcoords="offset points", ha=side, va="center", color=INK)
    axes.margins(x=0.2)
    axes.set_xlabel(texts.label("dark: half of them · light: nine of ten"), fontsize=LETTERS, color=QUIET)
    return canvas.finish()
