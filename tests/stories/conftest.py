"""A stage for every story."""

from collections.abc import AsyncIterator

import pytest

from tests.clock import TestClock
from tests.plain_waves import dispatch_of
from tests.stories.stage import Stage


@pytest.fixture
async def stage(database_url: str, clock: TestClock, request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with Stage(database_url, clock, dispatch_of(request)) as stage:
        yield stage
