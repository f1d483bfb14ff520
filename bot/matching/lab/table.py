"""The experiment's figures as one table, in Markdown, so that what is printed can be shown on a page as it is."""

from collections.abc import Sequence
from math import isnan

from bot.matching.lab.experiment import Row
from bot.matching.lab.measures import Estimate

COLUMNS = {
    "on_site": ("on site ≤ 60 min, %", 1),
    "accept_p50": ("accept p50, min", 1),
    "accept_p90": ("accept p90, min", 1),
    "offers_an_order": ("offers an order", 1),
    "km_a_job": ("km a job", 1),
    "unserved": ("unserved, %", 1),
    "gini": ("Gini of jobs", 2),
    "late_taps": ("late taps, /100 orders", 1),
    "brier": ("Brier score", 3),
}
"""The measure → its heading and decimals."""


def table(rows: Sequence[Row]) -> str:
    """A line a load and policy; each figure with half the width of its 95% confidence interval."""
    headings = ["orders a day", "policy", *(heading for heading, _ in COLUMNS.values())]
    lines = [headings, *([str(row.orders_a_day), row.policy, *_cells(row)] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(headings))]
    text = [_line(line, widths) for line in lines]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([text[0], rule, *text[1:]])


def _cells(row: Row) -> list[str]:
    return [_cell(row.figures[name], decimals) for name, (_, decimals) in COLUMNS.items()]


def _cell(figure: Estimate, decimals: int) -> str:
    if isnan(figure.mean):
        return "–"
    mean = f"{figure.mean:.{decimals}f}"
    return mean if isnan(figure.half_width) else f"{mean} ± {figure.half_width:.{decimals}f}"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
