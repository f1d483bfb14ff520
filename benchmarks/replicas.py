"""Accepting on PostgreSQL: one process, or several that share the work as replicas do."""

import asyncio
import logging
import multiprocessing
from collections.abc import Sequence
from multiprocessing.synchronize import Barrier

import structlog

from benchmarks.accepting import attempts
from benchmarks.contest import Attempt
from bot.config import load_settings
from bot.domain.clock import SystemClock
from bot.turn import Turns
from db.keyring import Keyring
from db.postgresql import PostgresqlDatabase

Answer = tuple[float, int]
AT_ONCE = 16
"""Attempts of a replica under way at the same time: as many as it has connections, so that none waits for one."""


def raced(url: str, key: str, wanted: Sequence[Attempt], replicas: int) -> Answer:
    """Seconds until the slowest of so many processes has made its share of the attempts; how many won in all."""
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(replicas), context.SimpleQueue()
    shares = [list(wanted[number::replicas]) for number in range(replicas)]
    racers = [context.Process(target=_race, args=(url, key, share, barrier, answers)) for share in shares]
    for racer in racers:
        racer.start()
    told: list[Answer | Exception] = [answers.get() for _ in racers]
    for racer in racers:
        racer.join()
    for failed in (answer for answer in told if isinstance(answer, Exception)):
        raise failed
    made = [answer for answer in told if not isinstance(answer, Exception)]
    return max(seconds for seconds, _ in made), sum(won for _, won in made)


def _race(
    url: str,
    key: str,
    share: list[Attempt],
    barrier: Barrier,
    answers: "multiprocessing.SimpleQueue[Answer | Exception]",
) -> None:
    try:
        answers.put(asyncio.run(_share(url, key, share, barrier)))
    except Exception as error:  # noqa: BLE001 - it is raised where it is waited for
        answers.put(RuntimeError(f"{type(error).__name__}: {error}"))


async def _share(url: str, key: str, share: list[Attempt], barrier: Barrier) -> Answer:
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    database = PostgresqlDatabase(url, Keyring([key]))
    turns = Turns(database, SystemClock(), load_settings().market_rules())
    await database.read(lambda _: None)  # connected before the race
    await asyncio.to_thread(barrier.wait)
    made = await attempts(turns, share, AT_ONCE)
    await database.close()
    return made
