"""How much of one person is heard a minute."""

from datetime import UTC, datetime, timedelta

from bot.domain import floods
from bot.domain.floods import FloodGate, Hearing

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HEARD, ASKED, LEFT_OUT = Hearing.HEARD, Hearing.ASKED_TO_SLOW_DOWN, Hearing.LEFT_OUT


def hear(gate: FloodGate, person: int, *seconds: float) -> list[Hearing]:
    return [gate.hear(person, NOON + timedelta(seconds=after)) for after in seconds]


def test_so_many_are_heard_then_one_is_asked_and_the_rest_left_out() -> None:
    assert hear(FloodGate(2), 1, 0, 1, 2, 3, 59) == [HEARD, HEARD, ASKED, LEFT_OUT, LEFT_OUT]


def test_the_next_minute_is_a_new_one() -> None:
    assert hear(FloodGate(1), 1, 0, 1, 2, 60, 61, 62) == [HEARD, ASKED, LEFT_OUT, HEARD, ASKED, LEFT_OUT]


def test_everybody_has_their_own_minute() -> None:
    gate = FloodGate(1)
    assert hear(gate, 1, 0, 1) == [HEARD, ASKED]
    assert hear(gate, 2, 1) == [HEARD]


def test_a_clock_that_was_set_back_shuts_nobody_out() -> None:
    assert hear(FloodGate(1), 1, 0, 1, -3600) == [HEARD, ASKED, HEARD]


def test_minutes_that_are_over_are_not_remembered() -> None:
    gate = FloodGate(1)
    for person in range(floods.MANY):
        gate.hear(person, NOON)
    gate.hear(-1, NOON + timedelta(minutes=2))
    assert len(gate._minutes) == 1
