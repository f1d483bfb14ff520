"""One market a module: what is tried in it must leave it as it was, so that the cases need no fresh one each."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.abuse.crowd import Crowd, a_crowd
from tests.clock import TestClock
from tests.market_files import market_folder
from tests.plain_waves import PLAIN_WAVES
from tests.postgresql_server import market_for
from tests.stories.stage import Stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def crowd(request: pytest.FixtureRequest) -> AsyncIterator[Crowd]:
    """Everybody at work, and asked however often the cases order. Nothing may have gone wrong behind its back."""
    with market_folder() as folder, market_for(request, folder) as url:
        async with Stage(url, TestClock(), PLAIN_WAVES) as stage:
            yield await a_crowd(stage)
