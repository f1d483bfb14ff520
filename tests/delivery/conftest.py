"""A playground with nobody's limits, and the post office beside it."""

from collections.abc import AsyncIterator, Iterator

import pytest

from bot.delivery import intake as taking
from bot.domain.market import Market
from db.database import Database
from playground import Limits, Person, Playground
from tests.clock import TestClock
from tests.delivery.post_office import PostOffice, drawn_here
from tests.delivery.reception import Reception


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    async with Playground(seed=1) as playground:
        playground.limits = Limits.off()
        yield playground


@pytest.fixture
async def anna(playground: Playground) -> Person:
    return await known(playground, "Anna")


@pytest.fixture
async def ben(playground: Playground) -> Person:
    return await known(playground, "Ben")


async def known(playground: Playground, name: str) -> Person:
    """Somebody whom the bot may write to."""
    person = playground.person(name)
    await person.starts()
    return person


@pytest.fixture
def signs() -> Iterator[None]:
    with drawn_here():
        yield


@pytest.fixture
async def office(database: Database, market: Market, playground: Playground, signs: None) -> AsyncIterator[PostOffice]:
    async with PostOffice(database, market, playground) as office:
        yield office


@pytest.fixture
async def reception(
    database: Database, clock: TestClock, market: Market, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Reception]:
    monkeypatch.setattr(taking, "BEFORE_NEXT_TRY", (0.0, 0.0))
    reception = Reception(database, clock, market)
    yield reception
    await reception.killed()
