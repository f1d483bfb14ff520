"""Facts that Python does not guard are compared, hashed, copied and sent to other processes like those it does."""

import pickle
from dataclasses import asdict, replace

from bot.domain.facts import fact


@fact(frozen=True, slots=True)
class Pair:
    """Two numbers."""

    one: int
    other: float = 0.5


def test_equal_facts_are_one() -> None:
    assert {Pair(1), Pair(1, 0.5), Pair(2)} == {Pair(1), Pair(2)}


def test_a_changed_one_is_another() -> None:
    pair = Pair(1)
    assert (replace(pair, one=3), pair) == (Pair(3), Pair(1))


def test_it_travels() -> None:
    assert pickle.loads(pickle.dumps(Pair(4))) == Pair(4)
    assert asdict(Pair(4)) == {"one": 4, "other": 0.5}
