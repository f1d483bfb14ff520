"""The lab's pictures as files: `python main.py simulate --plots FOLDER`."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.domain.points import Point
from bot.matching.lab.experiment import Experiment, Row
from bot.matching.lab.sketches import MINUTES, Sketch, sketch
from bot.ui.charts.simulation import arrival_curves, city_map, offers_against_speed, reliability_diagram


def draw(experiment: Experiment, rows: Sequence[Row], folder: Path, processes: int) -> Iterator[Path]:
    """Draw the middle load's arrivals and city, and all loads' offers against speed; the files, one by one."""
    loads = sorted(experiment.orders_a_day)
    seen = sketch(experiment, loads[len(loads) // 2], processes)
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {
        "arrivals.png": arrival_curves(_title(seen, "at the door"), MINUTES, seen.arrivals),
        "offers.png": offers_against_speed(f"Offers against speed, {_loads(loads)} orders a day", _by_policy(rows)),
        "city.png": city_map(_title(seen, "one day of the engine"), _dots(seen)),
        "reliability.png": reliability_diagram(_title(seen, "a yes, predicted and said"), _told_and_said(seen)),
    }
    for name, content in pictures.items():
        (folder / name).write_bytes(content)
        yield folder / name


def _title(seen: Sketch, what: str) -> str:
    return f"{seen.orders_a_day} orders a day: {what}"


def _loads(loads: Sequence[int]) -> str:
    return " / ".join(map(str, loads))


def _by_policy(rows: Sequence[Row]) -> dict[str, list[tuple[float, float]]]:
    names = dict.fromkeys(row.policy for row in rows)
    return {
        name: [(row.figures["offers_an_order"].mean, row.figures["on_site"].mean) for row in rows if row.policy == name]
        for name in names
    }


def _told_and_said(seen: Sketch) -> dict[str, list[tuple[float, float]]]:
    return {name: [(100 * part.told, 100 * part.said) for part in parts] for name, parts in seen.reliability.items()}


def _dots(seen: Sketch) -> dict[str, tuple[Point, ...]]:
    city = seen.city
    return {
        "technicians’ bases": city.bases,
        "within the hour": city.in_time,
        "later": city.late,
        "nobody": city.unserved,
    }
