"""'Show me': a script that the page plays by itself on real phones. Whoever runs the playground writes it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from playground.stage.routes import Stage
from playground.world.state import Json

Doing = Literal["starts", "taps", "presses", "types", "types_code", "places", "pictures", "sees"]


@dataclass(frozen=True, slots=True)
class TourStep:
    """Somebody does something, once it is possible.

    `who` is a name from the script's people; `what` the label to tap, the words to type or to see; `whose` is the
    other person from whose chat a code is read out (`types_code`); `beside` are words of the message whose button is
    tapped, where others have one of the same name; `at` (lat, lon) the place that is sent.
    """

    who: str
    does: Doing
    what: str = ""
    caption: str = ""
    whose: str = ""
    beside: str = ""
    at: tuple[float, float] | None = None
    picture: str = ""


@dataclass(frozen=True, slots=True)
class TourScript:
    """The people by their names in the script, and what they do in order."""

    title: str
    people: Mapping[str, int]
    steps: Sequence[TourStep]


class Tour:
    """Offers the page a tour, made anew for each time that it is played."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._prepare: Callable[[], Awaitable[TourScript]] | None = None

    def prepare_with(self, prepare: Callable[[], Awaitable[TourScript]]) -> None:
        """Let the page play what `prepare` returns."""
        self._prepare = prepare
        self._stage.offer("tour", self._asked)

    async def _asked(self, _: Json) -> Json:
        assert self._prepare is not None  # the offer is only made together with it
        return asdict(await self._prepare())
