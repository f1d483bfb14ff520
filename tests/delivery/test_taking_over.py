"""Two processes and one chat: what the one that is gone had on its way arrives late, and the truth is on the screen."""

import asyncio

from bot.domain.market import Market
from db.database import Database
from playground import Person, Playground
from tests.delivery.post_office import PostOffice, texts, until

LATE = 0.6
"""Seconds that an edit is on its way."""


async def edits_late(office: PostOffice, anna: Person, playground: Playground) -> None:
    """A sign that is shown, and a change of it that takes its time."""
    await office.puts_up(anna.id, "searching", "inline")
    await office.quiet()
    playground.faults.slow(LATE, method="editMessageText", times=1)
    await office.puts_up(anna.id, "somebody comes", "inline")
    await until(lambda: playground.calls.in_flight)


async def dies(office: PostOffice) -> None:
    """At once, with everything under way."""
    under_way = [task for task in (office._running, *office.sender._on_their_way) if task is not None]
    for task in under_way:
        task.cancel()
    await asyncio.gather(*under_way, return_exceptions=True)
    office._running = None


async def test_what_the_dead_had_on_its_way_is_not_the_last_word(
    office: PostOffice, anna: Person, playground: Playground, database: Database, market: Market
) -> None:
    await edits_late(office, anna, playground)
    await dies(office)
    async with PostOffice(database, market, playground) as heir:
        await heir.close()
        await heir.puts_up(anna.id, "searching", "inline")
        await heir.sender.take_over()
        heir.open()
        await until(lambda: texts(anna) == ["somebody comes"])
        await until(lambda: texts(anna) == ["searching"], seconds=10)


async def test_whoever_was_frozen_has_the_card_drawn_again(
    office: PostOffice, anna: Person, playground: Playground, database: Database, market: Market
) -> None:
    await edits_late(office, anna, playground)
    async with PostOffice(database, market, playground) as other:
        await other.puts_up(anna.id, "on the way", "inline")
        await until(lambda: texts(anna) == ["on the way"])
        await until(lambda: not playground.calls.in_flight)
        await asyncio.sleep(LATE)
        await other.quiet()
        assert texts(anna) == ["on the way"]


async def test_an_edit_that_a_killed_process_had_on_its_way_is_not_taken_for_undone(
    office: PostOffice, anna: Person, playground: Playground, database: Database, market: Market
) -> None:
    """Also where nobody takes over from anybody: the one process on a file is killed and begins again."""
    await edits_late(office, anna, playground)
    await dies(office)
    await until(lambda: texts(anna) == ["somebody comes"])
    async with PostOffice(database, market, playground) as heir:
        await heir.close()
        await heir.puts_up(anna.id, "searching", "inline")
        heir.open()
        await until(lambda: texts(anna) == ["searching"], seconds=10)
