"""A simulated technician on the way: the phone in the pocket shares where they are, live, until they are there."""

import re
from collections.abc import Awaitable, Callable

from bot.demo.hands import Hands
from bot.domain.points import Point

DESTINATION = re.compile(r"destination=(-?[\d.]+)%2C(-?[\d.]+)")
STEPS = 24


async def drives(hands: Hands, takes: Callable[[float], Awaitable[None]], start: Point, seconds: float) -> Point:
    """Drive to the place that the newest job's navigation button names; returns where one is then.

    `takes` spends about so many seconds. Who drives past the end of what Telegram shares, because the clock has jumped,
    is seen no more on the way.
    """
    goal = _destination(hands)
    if goal is None:
        await takes(seconds)
        return start
    await hands.person.shares_live_location(start.lat, start.lon, 8 * 3600)
    for step in range(1, STEPS + 1):
        await takes(seconds / STEPS)
        part = step / STEPS
        if hands.person.shares_live:
            await hands.person.moves(
                start.lat + (goal.lat - start.lat) * part, start.lon + (goal.lon - start.lon) * part
            )
    if hands.person.shares_live:
        await hands.person.stops_sharing()
    return goal


def _destination(hands: Hands) -> Point | None:
    for message in reversed(hands.person.chat.messages[-10:]):
        for row in message.inline_keyboard or ():
            for button in row:
                if found := DESTINATION.search(str(button.get("url", ""))):
                    return Point(lat=float(found[1]), lon=float(found[2]))
    return None
