"""On the way to a job while the director's clock jumps: Telegram shows the position no more, and the drive goes on."""

from datetime import timedelta

import pytest

from bot.demo.citys_time import CitysTime
from bot.demo.driving import STEPS, drives
from bot.demo.hands import Hands
from bot.domain.clock import ScaledClock
from bot.domain.points import Point
from playground import Person, Playground
from playground.world.messages import Draft, post

HOME, GOAL = Point(50.06, 19.94), Point(50.08, 19.98)


class Road:
    """Notes every stretch; on the tenth a day passes if it should."""

    def __init__(self, clock: ScaledClock, days: int) -> None:
        self.clock, self.days, self.stretches = clock, days, 0

    async def takes(self, _: float) -> None:
        self.stretches += 1
        if self.stretches == 10:
            self.clock.jump(timedelta(days=self.days))


def with_a_job(playground: Playground) -> Person:
    """Somebody in whose chat the bot has written where to go."""
    world, piotr = playground.world, playground.person("Piotr")
    url = f"https://maps.example/dir?destination={GOAL.lat}%2C{GOAL.lon}"
    draft = Draft({"text": "Your job"}, inline_keyboard=[[{"text": "Map", "url": url}]])
    post(world, world.chat(piotr.id), world.bot.id, draft)
    return piotr


@pytest.mark.parametrize(("days", "seen_until"), [(0, STEPS), (1, 9)])
async def test_whoever_drives_arrives(days: int, seen_until: int) -> None:
    clock = ScaledClock()
    playground = Playground(clock=CitysTime(clock))
    piotr = with_a_job(playground)
    road = Road(clock, days)
    assert await drives(Hands(piotr), road.takes, HOME, 720.0) == GOAL
    assert road.stretches == STEPS
    part = seen_until / STEPS
    assert piotr.position == pytest.approx((HOME.lat + 0.02 * part, HOME.lon + 0.04 * part))
    assert not piotr.shares_live
