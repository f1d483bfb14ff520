"""How soon somebody is at the door, a line a setting: what the lab shows in the chat."""

from collections.abc import Mapping, Sequence

from matplotlib.ticker import FuncFormatter

from bot.ui.charts.canvas import FIRST, INK, LETTERS, QUIET, SECOND, THIRD, Canvas
from bot.ui.texts import Texts

FOURTH = "#cc79a7"
COLOURS = (INK, FIRST, SECOND, THIRD, FOURTH)
STYLES = ("-", "--", "-.", ":", "-")
"""Lines that lie upon one another can still be told apart."""


def arrivals(texts: Texts, minutes: Sequence[int], lines: Mapping[str, Sequence[float]]) -> bytes:
    """Percent of the orders with somebody at the door, over the minutes since they were placed; a name a line."""
    canvas = Canvas(texts.label("At the door, %% of the orders"), right_to_left=texts.language.right_to_left)
    axes = canvas.axes
    for (name, shares), colour, style in zip(lines.items(), COLOURS, STYLES, strict=False):
        axes.plot(minutes, shares, color=colour, linestyle=style, linewidth=3, label=name)
    axes.axvline(60, color=QUIET, linewidth=1)
    axes.set_ylim(0, 100)
    axes.set_xlim(minutes[0], minutes[-1])
    axes.set_xticks(minutes[:: max(1, len(minutes) // 8)])
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(FuncFormatter(lambda value, _: texts.number(round(value))))
    axes.set_xlabel(texts.label("minutes since the order"), fontsize=LETTERS, color=INK)
    if canvas.right_to_left:
        axes.legend(loc="lower left", alignment="right", markerfirst=False, fontsize=LETTERS, frameon=False)
    else:
        axes.legend(loc="lower right", fontsize=LETTERS, frameon=False)
    return canvas.finish()
