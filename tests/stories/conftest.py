"""A stage for every story."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.clock import TestClock
from tests.stories.stage import Stage


@pytest.fixture
async def stage(tmp_path: Path, clock: TestClock) -> AsyncIterator[Stage]:
    async with Stage(tmp_path, clock) as stage:
        yield stage
