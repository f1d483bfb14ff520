"""One market a module: what is tried in it must leave it as it was, so that the cases need no fresh one each."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import pytest_asyncio

from tests.abuse.crowd import Crowd, a_crowd
from tests.clock import TestClock
from tests.postgresql_server import market_for
from tests.stories.conftest import MEMORY
from tests.stories.stage import Stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def crowd(request: pytest.FixtureRequest) -> AsyncIterator[Crowd]:
    """Everybody at work. When the module is over nothing may have gone wrong behind its back."""
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    with TemporaryDirectory(dir=memory, prefix="onsite-") as folder, market_for(request, Path(folder)) as url:
        async with Stage(url, TestClock()) as stage:
            yield await a_crowd(stage)
