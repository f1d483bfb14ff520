"""Where the towns stand, and where their bots are born."""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import pytest_asyncio

from tests.chaos.bot_process import Nursery
from tests.stories.conftest import MEMORY


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory, if the machine has room there: kill -9 loses nothing that a file was given."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=MEMORY, prefix="onsite-chaos-") as fast:
        yield Path(fast)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nursery() -> AsyncIterator[Nursery]:
    """One for all: to import a bot takes longer than to give birth to many."""
    async with Nursery() as nursery:
        yield nursery
