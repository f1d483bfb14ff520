"""The paper that charts are drawn on: a phone's width, large letters, few lines, colours all can tell apart."""

from io import BytesIO

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

WIDE, HIGH, DOTS = 7.2, 5.4, 150
"""Inches and dots an inch: 1080 × 810, what a phone shows without zooming."""
INK, QUIET, PAPER = "#1d2733", "#8a97a6", "#ffffff"
FIRST, SECOND, THIRD = "#0072b2", "#e69f00", "#009e73"
"""Of the palette of Okabe and Ito, which colour-blind readers can tell apart."""
LETTERS = 13


class Canvas:
    """One chart with its title; `right_to_left` puts the title, and where it matters the time, on the other side."""

    def __init__(self, title: str, *, right_to_left: bool) -> None:
        """An empty chart."""
        self.drawing = Drawing(figsize=(WIDE, HIGH), dpi=DOTS, facecolor=PAPER, layout="constrained")
        self.right_to_left = right_to_left
        self.axes = self.drawing.add_subplot()
        self.axes.set_title(title, loc="right" if right_to_left else "left", fontsize=LETTERS + 4, color=INK, pad=14)
        tidy(self.axes)

    def finish(self) -> bytes:
        """The picture, PNG."""
        if self.right_to_left:
            self.axes.invert_xaxis()
            self.axes.yaxis.tick_right()
            self.axes.yaxis.set_label_position("right")
        paper = BytesIO()
        self.drawing.savefig(paper, format="png")
        return paper.getvalue()


def tidy(axes: Axes) -> None:
    """Only what carries meaning stays."""
    axes.tick_params(labelsize=LETTERS, colors=INK, length=0)
    axes.grid(axis="y", color=QUIET, alpha=0.25)
    axes.set_axisbelow(True)
    for edge in ("top", "left", "right"):
        axes.spines[edge].set_visible(False)
    axes.spines["bottom"].set_color(QUIET)
