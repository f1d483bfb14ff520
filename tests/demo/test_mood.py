"""Eager or not, in a hurry or not: what the director's sliders say is true of the crowd, and each keeps their own."""

import random
from statistics import mean

import pytest

from bot.demo.cast import USUAL_EAGERNESS, Character, characters
from bot.demo.hands import Hands
from bot.demo.mood import Mood
from bot.demo.pastime import Pastime
from bot.demo.technician import SimulatedTechnician
from bot.domain.clock import ScaledClock
from bot.domain.points import Point
from playground import Playground

HERE = Point(50.06, 19.94)


def cast(count: int) -> list[Character]:
    return list(characters(count, ["plumbing", "glass"], [HERE], random.Random(3)))


@pytest.mark.parametrize("wanted", [0.0, 0.2, USUAL_EAGERNESS, 0.8, 1.0])
def test_they_are_as_eager_on_average_as_the_slider_says(wanted: float) -> None:
    mood = Mood(eagerness=wanted)
    willing = [mood.willing(character.eagerness) for character in cast(4000)]
    assert mean(willing) == pytest.approx(wanted, abs=0.01)
    assert (len(set(willing)) > 1000) == (0 < wanted < 1)


def test_without_the_director_everybody_is_as_eager_as_they_are() -> None:
    for character in cast(50):
        assert Mood().willing(character.eagerness) == pytest.approx(character.eagerness)


class Noted(Pastime):
    """Writes down how long things would take."""

    async def takes(self, seconds: float) -> None:
        self.noted = seconds


async def test_whoever_is_in_a_hurry_takes_less_time_from_now_on() -> None:
    pastime, mood = Noted(ScaledClock(), random.Random(1)), Mood()
    hands = Hands(Playground().person("Piotr"))
    technician = SimulatedTechnician(hands, cast(1)[0], pastime, lambda _: None, mood)
    await technician._takes(60.0)
    assert pastime.noted == 60.0
    mood.speed = 4.0
    await technician._takes(60.0)
    assert pastime.noted == 15.0
