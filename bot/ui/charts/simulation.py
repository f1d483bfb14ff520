"""Pictures of a simulation, for the pages of the documentation: in English, as its tables are."""

from collections.abc import Mapping, Sequence
from math import cos, radians
from statistics import fmean

from matplotlib.axes import Axes

from bot.domain.points import Point
from bot.ui.charts.canvas import FIRST, INK, LETTERS, QUIET, SECOND, THIRD, Canvas

COLOURS = (SECOND, QUIET, FIRST, "#56b4e9", THIRD, "#cc79a7", "#d55e00", "#f0e442")
Curve = Sequence[tuple[float, float]]


def arrival_curves(title: str, minutes: Sequence[int], lines: Mapping[str, Sequence[float]]) -> bytes:
    """Percent of the orders with the whole crew at the door, over the minutes since they were placed."""
    canvas = Canvas(title, right_to_left=False)
    axes = canvas.axes
    for number, (name, shares) in enumerate(lines.items()):
        axes.plot(minutes, shares, color=_colour(number), linewidth=2.5, label=name)
    axes.axvline(60, color=QUIET, linewidth=1)
    axes.set_xlim(minutes[0], minutes[-1])
    axes.set_ylim(0, 100)
    return _finished(canvas, "minutes since the order", "% of the orders at the door")


def offers_against_speed(title: str, lines: Mapping[str, Curve]) -> bytes:
    """Each policy by what it costs (offers an order) and what it brings (% within the hour), a dot a load."""
    canvas = Canvas(title, right_to_left=False)
    for number, (name, dots) in enumerate(lines.items()):
        across, up = zip(*dots, strict=True)
        canvas.axes.plot(across, up, color=_colour(number), linewidth=1.5, marker="o", markersize=8, label=name)
    return _finished(canvas, "offers an order", "% at the door within the hour")


def reliability_diagram(title: str, lines: Mapping[str, Curve]) -> bytes:
    """What was predicted (%) and what was said (%): on the diagonal, predictions are as good as they sound."""
    canvas = Canvas(title, right_to_left=False)
    canvas.axes.plot((0, 100), (0, 100), color=QUIET, linewidth=1)
    for number, (name, dots) in enumerate(lines.items()):
        across, up = zip(*dots, strict=True)
        canvas.axes.plot(across, up, color=_colour(number), linewidth=1.5, marker="o", markersize=8, label=name)
    return _finished(canvas, "% predicted to say yes", "% who say yes")


def city_map(title: str, dots: Mapping[str, Sequence[Point]]) -> bytes:
    """The city from above: what is listed first lies below, each kind in a colour and shape of its own."""
    canvas = Canvas(title, right_to_left=False)
    for number, (name, points) in enumerate(dots.items()):
        _scatter(canvas.axes, name, points, number)
    everywhere = [point.lat for points in dots.values() for point in points]
    canvas.axes.set_aspect(1 / cos(radians(fmean(everywhere))))  # degrees of longitude are the shorter ones
    canvas.axes.grid(visible=False)
    canvas.axes.set_xticks([])
    canvas.axes.set_yticks([])
    return _finished(canvas, "", "")


def _scatter(axes: Axes, name: str, points: Sequence[Point], number: int) -> None:
    shapes, colours, sizes = "s.^X", (QUIET, FIRST, SECOND, "#d55e00"), (26, 40, 50, 55)
    axes.scatter(
        [point.lon for point in points],
        [point.lat for point in points],
        s=sizes[number],
        c=colours[number],
        marker=shapes[number],
        linewidths=0,
        alpha=0.85,
        label=f"{name} ({len(points)})",
    )


def _finished(canvas: Canvas, across: str, up: str) -> bytes:
    canvas.axes.set_xlabel(across, fontsize=LETTERS, color=INK)
    canvas.axes.set_ylabel(up, fontsize=LETTERS, color=INK)
    canvas.axes.legend(loc="best", fontsize=LETTERS - 2, frameon=False)
    return canvas.finish()


def _colour(number: int) -> str:
    return COLOURS[number % len(COLOURS)]
