"""How a crowd of technicians feels today: how willing they are, and how fast; the director changes it."""

from dataclasses import dataclass

from bot.demo.cast import USUAL_EAGERNESS


@dataclass(slots=True)
class Mood:
    """`eagerness`: of all together, on average (0 to 1). `speed`: times as fast as usual.

    `leaves`: words by which they know an order that is for somebody else, and decline it at once.
    """

    eagerness: float = USUAL_EAGERNESS
    speed: float = 1.0
    leaves: frozenset[str] = frozenset()

    def willing(self, own: float) -> float:
        """How likely somebody takes a job whose own eagerness this is; nobody at 0, everybody at 1."""
        if self.eagerness <= USUAL_EAGERNESS:
            return own * self.eagerness / USUAL_EAGERNESS
        return 1 - (1 - own) * (1 - self.eagerness) / (1 - USUAL_EAGERNESS)
