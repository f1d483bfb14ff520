"""How long people wait when the replica that leads is killed: `python -m tests.replicas --kills 20`."""

import argparse
import asyncio
import statistics
import sys

from playground.person import Person
from tests.clock import TestClock
from tests.postgresql_server import PostgresqlServer
from tests.replicas.stage import PATIENCE, ReplicatedStage


async def waits(stage: ReplicatedStage, kills: int) -> list[float]:
    """Seconds from each kill until somebody who writes at that moment reads the answer."""
    anna = await stage.newcomer("Anna")
    return [await _wait(stage, anna) for _ in range(kills)]


async def _wait(stage: ReplicatedStage, anna: Person) -> float:
    leader, before = await stage.cluster.leader(), len(anna.chat.from_bot)
    assert leader is not None
    began = asyncio.get_running_loop().time()
    await asyncio.gather(stage.cluster.kill(leader), anna.says("/help"))
    answered = await anna.chat.until(lambda: True if len(anna.chat.from_bot) > before else None, PATIENCE)
    seconds = asyncio.get_running_loop().time() - began
    assert answered, "nobody took over"
    await stage.cluster.starts(1)
    await stage.settled()
    return seconds


async def _measured(url: str, kills: int) -> list[float]:
    async with ReplicatedStage(url, TestClock()) as stage:
        return await waits(stage, kills)


def main() -> None:
    """Kill so often, and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    kills = parser.parse_args().kills
    server = PostgresqlServer()
    try:
        seconds = sorted(asyncio.run(_measured(server.new_database(), kills)))
    finally:
        server.remove()
    median = statistics.median(seconds)
    report = f"{kills} leaders killed: an answer after {median:.1f} s in the middle, {seconds[-1]:.1f} s at the longest"
    sys.stdout.write(f"{report}\n")


if __name__ == "__main__":
    main()
