"""A Telegram in a process of its own, so that whoever is measured has a processor to itself."""

import asyncio
import multiprocessing
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from typing import Any, Self

from playground import Limits, Person, Playground
from playground.call_log import Call

TOO_MANY = 429
LONGEST_ROUND = 120.0
"""Seconds after which a bot that has not answered everything is given up."""


@dataclass(frozen=True, slots=True)
class Busy:
    """What a time with much to send was like: its seconds, what went out, what was refused as too many, and how long
    those who wrote meanwhile waited for their answers.
    """

    seconds: float
    sent: int
    refused: int
    waits: list[float]


class Telegram:
    """Starts the server and has people write to the bot. `async with` it."""

    def __init__(self, limits: Limits | None = None) -> None:
        """Nothing runs yet. No limits: everything passes."""
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_run, args=(theirs, limits or Limits.off()), daemon=True)
        self.url = self.token = ""

    async def __aenter__(self) -> Self:
        """Wait until it serves."""
        self._process.start()
        self.url, self.token = await self._answer()
        return self

    async def __aexit__(self, *_: object) -> None:
        """End the process."""
        self._pipe.send(None)
        await asyncio.to_thread(self._process.join)

    async def people(self, count: int) -> list[int]:
        """Let so many people be there who have let the bot in; their ids. What they wrote is not delivered."""
        ids: list[int] = await self._asked("people", count)
        return ids

    async def everybody_writes(self, text: str, times: int) -> float:
        """Seconds from the first of these messages until the bot has sent as many."""
        return float(await self._asked("everybody_writes", text, times))

    async def hears(self, messages: int) -> float:
        """Seconds until the bot has sent so many messages."""
        return float(await self._asked("hears", messages))

    async def busy(self, messages: int, text: str, every: float, writers: int) -> Busy:
        """Until the bot has sent so many messages, one of the first people writes this now and then."""
        made: Busy = await self._asked("busy", messages, text, every, writers)
        return made

    async def asked_for_updates(self) -> None:
        """Wait until a bot asks for updates for the first time."""
        await self._asked("asked_for_updates")

    async def quiet(self) -> None:
        """Wait until the bot has taken all its updates and asks for nothing any more."""
        await self._asked("quiet")

    async def _asked(self, act: str, *words: Any) -> Any:
        self._pipe.send((act, words))
        return await self._answer()

    async def _answer(self) -> Any:
        answer = await asyncio.to_thread(self._pipe.recv)
        if isinstance(answer, Exception):
            raise answer
        return answer


class _Town:
    """The playground with its people."""

    def __init__(self, playground: Playground) -> None:
        self._playground = playground
        self._people: list[Person] = []
        self.limits = playground.limits
        self._sent = self._refused = 0
        playground.calls.listeners.append(self._heard)

    def _heard(self, call: Call) -> None:
        self._sent += call.method == "sendMessage" and call.status == 200
        self._refused += call.status == TOO_MANY

    async def people(self, many: int) -> list[int]:
        self._people = [self._playground.person(f"Person {number}") for number in range(many)]
        for person in self._people:
            await person.starts()
        self._playground.world.state.updates.clear()
        self._playground.limits = self.limits
        return [person.id for person in self._people]

    async def everybody_writes(self, text: str, times: int) -> float:
        counting = asyncio.create_task(self.hears(times * len(self._people)))
        await asyncio.sleep(0)
        for _ in range(times):
            for person in self._people:
                await person.says(text)
        return await counting

    async def hears(self, messages: int) -> float:
        clock = asyncio.get_running_loop().time
        began, wanted = clock(), self._sent + messages
        async with asyncio.timeout(LONGEST_ROUND):
            while self._sent < wanted:  # noqa: ASYNC110 - a waker would cost more than looking now and then
                await asyncio.sleep(0.001)
        return clock() - began

    async def busy(self, messages: int, text: str, every: float, writers: int) -> Busy:
        clock, waits = asyncio.get_running_loop().time, []
        began, sent, refused = clock(), self._sent, self._refused
        for number in count():
            if self._sent - sent >= messages:
                break
            waits.append(await self._answered(self._people[number % writers], text))
            await asyncio.sleep(every)
        return Busy(clock() - began, self._sent - sent, self._refused - refused, waits)

    async def _answered(self, person: Person, text: str) -> float:
        clock = asyncio.get_running_loop().time
        before, began = len(person.chat.from_bot), clock()
        await person.says(text)
        async with asyncio.timeout(LONGEST_ROUND):
            while len(person.chat.from_bot) == before:  # noqa: ASYNC110 - a waker would cost more than looking
                await asyncio.sleep(0.001)
        return clock() - began

    async def asked_for_updates(self) -> None:
        async with asyncio.timeout(LONGEST_ROUND):
            # Asked, not answered: the answer comes when something has happened, half a minute later if nothing does.
            while not self._playground.calls.counts.get("getUpdates"):  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.001)

    async def quiet(self) -> None:
        await self._playground.settled(quiet=0.5, timeout=LONGEST_ROUND)


def _run(pipe: Connection, limits: Limits) -> None:
    asyncio.run(_serve(pipe, limits))


async def _serve(pipe: Connection, limits: Limits) -> None:
    async with Playground() as playground:
        playground.limits = Limits.off()  # whoever comes is greeted at once
        town = _Town(playground)
        pipe.send((playground.url, playground.token))
        town.limits = limits
        while (wish := await asyncio.to_thread(pipe.recv)) is not None:
            act, words = wish
            pipe.send(await _tried(getattr(town, act), words))


async def _tried(act: Callable[..., Any], words: tuple[Any, ...]) -> Any:
    try:
        return await act(*words)
    except Exception as error:  # noqa: BLE001 - it is raised at the other end of the pipe
        return error
