"""The lab's pictures: they show what the table says, and are files that can be shown on a page."""

from functools import partial
from pathlib import Path

import pytest
from matplotlib.image import imread

from bot.matching.lab.demand import synthetic_day
from bot.matching.lab.experiment import Experiment, run
from bot.matching.lab.sketches import MINUTES, sketch
from bot.plots import draw
from tests.matching_scene import MARKET

SMALL = Experiment(MARKET, partial(synthetic_day, MARKET), orders_a_day=(20, 40), seeds=2, technicians=40)


def test_a_sketch_says_what_the_table_says() -> None:
    seen = sketch(SMALL, 40, processes=1)
    table = {row.policy: row.figures["on_site"].mean for row in run(SMALL, 1) if row.orders_a_day == 40}
    at_sixty = {policy: curve[MINUTES.index(60)] for policy, curve in seen.arrivals.items()}
    assert at_sixty == pytest.approx(table)
    assert len(seen.city.in_time) + len(seen.city.late) + len(seen.city.unserved) == 40
    assert len(seen.city.bases) == 40


def test_the_pictures_are_drawn(tmp_path: Path) -> None:
    drawn = list(draw(SMALL, run(SMALL, 1), tmp_path / "pictures", processes=1))
    assert sorted(path.name for path in drawn) == ["arrivals.png", "city.png", "offers.png", "reliability.png"]
    for path in drawn:
        high, wide, _ = imread(path).shape
        assert (wide, high) == (1080, 810)
