"""A figure is reckoned when somebody asks for it, and only then."""

from bot.matching.once import once


class Reckoner:
    """Counts how often it was asked to reckon."""

    def __init__(self, start: int) -> None:
        self.start, self.reckoned = start, 0

    @once
    def double(self) -> int:
        """Twice the start."""
        self.reckoned += 1
        return self.start * 2


def test_it_is_reckoned_once_for_each() -> None:
    one, other = Reckoner(2), Reckoner(5)
    assert one.reckoned == 0
    assert (one.double, other.double, one.double) == (4, 10, 4)
    assert (one.reckoned, other.reckoned) == (1, 1)


def test_a_figure_is_not_carried_over_to_the_next() -> None:
    one = Reckoner(2)
    assert one.double == 4
    assert Reckoner(3).double == 6
