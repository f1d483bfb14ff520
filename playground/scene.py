"""What whoever runs the playground shows on its map. The playground itself knows only Telegram's facts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from playground.stage.routes import Stage
from playground.world.state import Json

Colour = Literal["green", "amber", "red", "blue", "violet", "teal", "grey"]
Shape = Literal["dot", "pin", "diamond", "ring"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of thing on the map: its line in the legend and how it looks."""

    label: str
    colour: Colour
    shape: Shape = "dot"


@dataclass(frozen=True, slots=True)
class Marker:
    """A thing at a place (degrees). `details` is shown when it is chosen; `person`: whose phone it opens."""

    id: str
    lat: float
    lon: float
    kind: str
    label: str
    details: str = ""
    person: int | None = None


@dataclass(frozen=True, slots=True)
class Circle:
    """An area around a place; `radius_m` in metres."""

    id: str
    lat: float
    lon: float
    radius_m: float
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two markers, by their ids."""

    id: str
    start: str
    end: str
    kind: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A name on the ground."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Ground:
    """What lies under everything: the middle, how far it goes (metres), named places, rivers as (lat, lon) lines."""

    title: str
    lat: float
    lon: float
    radius_m: float
    places: Sequence[Place] = ()
    water: Sequence[Sequence[tuple[float, float]]] = ()


Part = Marker | Circle | Link
_PARTS: Mapping[type[Part], str] = {Marker: "marker", Circle: "circle", Link: "link"}


class Scene:
    """The map's contents. Pages that watch hear only what has changed since the last update."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._parts: dict[str, Json] = {}
        self._captions: dict[str, str] = {}

    def lay(self, ground: Ground, kinds: Mapping[str, Kind]) -> None:
        """Say where this is and what the kinds of things on it are."""
        legend = {name: asdict(kind) for name, kind in kinds.items()}
        self._stage.show("ground", asdict(ground) | {"kinds": legend})

    def update(self, parts: Iterable[Part]) -> None:
        """Show exactly these markers, circles and links from now on."""
        now = {f"{_PARTS[type(part)]}:{part.id}": _view(part) for part in parts}
        changed = {key: view for key, view in now.items() if self._parts.get(key) != view}
        gone = [key for key in self._parts if key not in now]
        self._parts = now
        if changed or gone:
            self._stage.show("scene", now, told={"changed": changed, "gone": gone})

    def caption(self, people: Mapping[int, str]) -> None:
        """Say in a few words who these people are at the moment (shown above their phones)."""
        captions = {str(person): words for person, words in people.items()}
        if captions != self._captions:
            self._captions = captions
            self._stage.show("captions", captions)

    def open_first(self, people: Sequence[int]) -> None:
        """Suggest whose phones a fresh page opens."""
        self._stage.show("phones", list(people))


def _view(part: Part) -> dict[str, Any]:
    return {"part": _PARTS[type(part)]} | {field: value for field, value in asdict(part).items() if value is not None}
