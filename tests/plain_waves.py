"""Waves as plain as they get, for tests that are about what happens to offers and not about who is asked.

The shipped settings ask the fewest who make a yes likely. A test that needs a second technician with an open offer says
so with `@pytest.mark.plain_waves`: three are asked a minute, whoever they are. All others run as the market is shipped.
"""

from typing import Any

import pytest

PLAIN_WAVES: dict[str, Any] = {
    "dispatch": {"wave_chance": 1.0, "free_soon_minutes": 1000, "in_time_chance": 0.0, "offers_an_hour": 1000}
}


def dispatch_of(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What this test changes in the shipped settings: nothing, or its waves."""
    return PLAIN_WAVES if request.node.get_closest_marker("plain_waves") else {}
