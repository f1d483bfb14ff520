"""The text messages' own outbox at work: marked as under way, sent, and what became of it kept."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import structlog

from bot.domain.clock import Clock
from bot.domain.market import Market
from bot.domain.sms import Sms, SmsStatus
from bot.meters import SMS
from bot.texting.gateway import Answer, Gateway, Outcome
from bot.ui.sms_words import sms_words
from db import sms
from db.database import Database
from db.trouble import is_trouble

AT_ONCE = 8
"""Requests to the gateway at the same time."""
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=15)
"""After a failed try; it doubles from one to the next: the last one comes half an hour after the first."""
LONGEST_SLEEP = 30.0
TROUBLE_S = 2.0
"""Real seconds: until it looks again when nobody woke it, and until the database may be well again."""
STATUSES = {
    Outcome.SENT: SmsStatus.SENT,
    Outcome.LATER: SmsStatus.REFUSED,
    Outcome.REFUSED: SmsStatus.REFUSED,
    Outcome.UNSURE: SmsStatus.UNSURE,
}
"""What an answer means when there is no other try."""
log = structlog.get_logger(__name__)


class SmsSender:
    """Sends what is due until cancelled; there is one at a time in a market."""

    def __init__(self, database: Database, clock: Clock, market: Market, gateway: Gateway) -> None:
        """Send through this gateway."""
        self._database, self._clock, self._market, self._gateway = database, clock, market, gateway
        self._changed = asyncio.Event()
        self._under_way: set[asyncio.Task[None]] = set()

    def wake(self) -> None:
        """There may be something new to send."""
        self._changed.set()

    async def run(self) -> None:
        """Send for ever. What whoever sent before us has left under way is not sent again."""
        while True:
            try:
                await self._leave_unsure()
                while True:
                    self._changed.clear()
                    if not await self._send_due():
                        await self._sleep()
            except Exception as error:
                if not is_trouble(error):
                    raise
                log.warning("sms_wait_for_database", error=str(error))
                await asyncio.sleep(TROUBLE_S)

    async def stop(self) -> None:
        """Let what is under way end; to be called when `run` is cancelled."""
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._gateway.close()

    async def _leave_unsure(self) -> None:
        """Nothing is under way at this moment: what is marked so was left by a crash, or by a database that failed."""
        now = self._clock.now()
        await self._database.write(lambda connection: sms.leave_unsure(connection, now))

    async def _send_due(self) -> bool:
        now = self._clock.now()
        taken = await self._database.write(lambda connection: sms.take_due(connection, now, AT_ONCE))
        tasks = [asyncio.create_task(self._send(item)) for item in taken]
        self._under_way.update(tasks)
        for task in tasks:
            task.add_done_callback(self._under_way.discard)
        if tasks:
            await asyncio.wait(tasks)  # unlike gather it leaves them alone when we are cancelled
        for task in tasks:
            task.result()
        return bool(tasks)

    async def _send(self, item: Sms) -> None:
        try:
            words = await self._database.read(lambda connection: sms_words(connection, item, self._market))
        except Exception as error:
            if is_trouble(error):
                raise
            log.exception("sms_not_drawn", sms=item.id)  # the others still have to go out
            await self._decide(item, SmsStatus.REFUSED, type(error).__name__)
            return
        if words is None:
            await self._decide(item, SmsStatus.NOT_NEEDED)
            return
        answer = await self._gateway.send(item.phone, words, item.id)
        if answer.outcome is Outcome.LATER and item.attempts < MOST_ATTEMPTS:
            await self._postpone(item, answer)
        else:
            await self._decide(item, STATUSES[answer.outcome], answer.words or None)

    async def _postpone(self, item: Sms, answer: Answer) -> None:
        log.warning("sms_postponed", sms=item.id, error=answer.words)
        now, wait = self._clock.now(), FIRST_WAIT * 2 ** (item.attempts - 1)
        await self._database.write(lambda connection: sms.postpone(connection, item, now, wait, answer.words))

    async def _decide(self, item: Sms, status: SmsStatus, error: str | None = None) -> None:
        SMS.labels(status.value).inc()
        log.info("sms", sms=item.id, status=status.value, error=error)
        now = self._clock.now()
        await self._database.write(lambda connection: sms.decide(connection, item, status, now, error))

    async def _sleep(self) -> None:
        due = await self._database.read(sms.next_due)
        wait = LONGEST_SLEEP if due is None else min(self._clock.seconds_until(due), LONGEST_SLEEP)
        with suppress(TimeoutError):
            async with asyncio.timeout(max(wait, 0.001)):
                await self._changed.wait()
