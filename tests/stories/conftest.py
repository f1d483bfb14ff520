"""A stage for every story."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.clock import TestClock
from tests.stories.stage import Stage

MEMORY = Path("/dev/shm")  # a folder of a random name is made in it
"""Where the machine keeps files in memory, if it does: a story commits hundreds of times, each time to the disk."""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where a market that is kept in a file lives."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=MEMORY, prefix="onsite-") as fast:
        yield Path(fast)


@pytest.fixture
async def stage(database_url: str, clock: TestClock) -> AsyncIterator[Stage]:
    async with Stage(database_url, clock) as stage:
        yield stage
