"""Deadlines that look at much before they decide.

What a timer stands for is usually decided from a few rows, inside its transaction. A study gathers first, beside the
writer and page by page, and thinks in a thread, so that neither the people nor the writer wait for it; only what
follows from it is a transaction. What may have changed meanwhile is checked again there.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot.apart import apart
from bot.domain.calls import CallRecord
from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.domain.past_orders import PastOrder
from bot.matching.calling_in import Plan, Situation, plan
from bot.matching.forecast import LOOKS_BACK
from bot.matching.lab.own_past import OwnPast, replay
from bot.turn import Transaction, Turns
from bot.usecases import calling_in, lab, learning
from bot.usecases.deadlines import DeadlineHandler, Timer
from db import calls, candidates, learned, past_orders

TECHNICIANS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Study:
    """`gather` reads, `think` is pure (a second in a thread, minutes `apart`), `decide` is the transaction."""

    gather: Callable[[Turns], Awaitable[Any]]
    think: Callable[[Any], Awaitable[Any]]
    decide: Callable[[Transaction, Timer, Any], None]

    async def handler(self, turns: Turns) -> DeadlineHandler:
        """Gather and think; what is left to do when the timer is taken."""
        thought = await self.think(await self.gather(turns))
        return lambda tx, timer: self.decide(tx, timer, thought)


async def situation(turns: Turns) -> Situation:
    """The market's past, what waits, and everybody who could serve it."""
    market, now = turns.market, turns.clock.now()
    past = await past_orders_since(turns, now - LOOKS_BACK)
    everybody = await all_technicians(turns)

    def right_now(connection: Connection) -> tuple[list[PastOrder], frozenset[PersonId], dict[PersonId, CallRecord]]:
        return (
            past_orders.waiting(connection, now + market.calling_in.look_ahead, market.catalogue),
            calls.in_peace(connection, now),
            calls.records(connection, now - calling_in.RECORD_OF, now - calling_in.DAY),
        )

    waiting, in_peace, records = await turns.database.read(right_now)
    return Situation(market, now, past, waiting, everybody, in_peace, records)


async def all_technicians(turns: Turns) -> list[Candidate]:
    """Everybody who is approved, online or not."""
    return await turns.read_pages(
        lambda connection, last: candidates.everybody(
            connection, last.id if last else PersonId(0), TECHNICIANS_AT_ONCE, turns.market.catalogue
        )
    )


async def past_orders_since(turns: Turns, since: datetime) -> list[PastOrder]:
    """All orders placed since then, the oldest first."""
    return await turns.read_pages(
        lambda connection, last: past_orders.page(connection, since, last.id if last else 0, turns.market.catalogue)
    )


async def past_to_replay(turns: Turns) -> OwnPast:
    """What the lab replays: the orders of the last weeks, with today's technicians."""
    since = turns.clock.now() - lab.LOOKS_BACK
    return OwnPast(turns.market, tuple(await past_orders_since(turns, since)), tuple(await all_technicians(turns)))


async def _looked_into(market: Situation) -> Plan:
    return await asyncio.to_thread(plan, market)


async def answers(turns: Turns) -> learning.Lesson:
    """What is known, and how offers were answered since."""
    before, until = await turns.database.read(learned.everything), turns.clock.now() - learning.OVER_AFTER
    offers = await turns.read_pages(
        lambda connection, last: learned.page(connection, before.until, until, last.id if last else 0)
    )
    return learning.Lesson(before, offers, until)


async def _learned_from(lesson: learning.Lesson) -> tuple[learning.Lesson, learned.Learned]:
    return lesson, await asyncio.to_thread(learning.study, lesson)


STUDIES: Mapping[str, Study] = {
    calling_in.LOOK: Study(situation, _looked_into, calling_in.call_in),
    learning.LEARN: Study(answers, _learned_from, learning.keep),
    lab.REPLAY: Study(past_to_replay, partial(apart, replay), lab.tell),
}
"""Kind of timer → the study that it begins."""
