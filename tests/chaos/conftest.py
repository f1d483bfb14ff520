"""Where the towns stand, and where their bots are born."""

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.chaos.bot_process import Nursery


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def nursery() -> AsyncIterator[Nursery]:
    """One for all: to import a bot takes longer than to give birth to many."""
    async with Nursery() as nursery:
        yield nursery
