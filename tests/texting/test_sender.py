"""Text messages: sent once, tried again while that is safe, never again when it might have gone out."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.sms import Sms, SmsStatus
from bot.texting.gateway import Gateway
from bot.texting.sender import MOST_ATTEMPTS, SmsSender
from bot.ui.sms_words import in_plain_signs, sms_words
from bot.usecases.on_duty import go_on_duty
from bot.usecases.silence import begin_silence, end_silence
from db import people, sms
from db.database import Database
from tests.clock import TestClock
from tests.delivery.post_office import until
from tests.job_scene import ALI, ANNA, OLGA, JobScene
from tests.sms_gateway import SmsGateway

ANNAS, ALIS, OLGAS = "+48600000001", "+48601234567", "+48600111222"


class Silence:
    """A running job of two people who have agreed, somebody on duty, and Telegram away."""

    def __init__(self, scene: JobScene, database: Database, gateway: SmsGateway) -> None:
        self.scene, self.database, self.gateway = scene, database, gateway

    async def begins(self) -> None:
        for person in (ANNA, ALI):
            await self.scene.transact(partial(people.set_may_be_called, person=person, may=True))
        assert await self.scene.transact(lambda tx: begin_silence(tx, tx.now))
        assert not await self.scene.transact(lambda tx: begin_silence(tx, tx.now))

    async def statuses(self) -> list[SmsStatus]:
        return [item.status for item in await self.database.read(lambda c: sms.of_outage(c, 1))]

    @asynccontextmanager
    async def sending(self, **changes: Any) -> AsyncIterator[SmsSender]:
        settings = self.gateway.settings_with(**changes)
        sender = SmsSender(self.database, self.scene.clock, self.scene.market, Gateway(settings))
        running = asyncio.create_task(sender.run())
        try:
            yield sender
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            await sender.stop()

    async def until(self, *wanted: SmsStatus) -> None:
        async def met() -> bool:
            return sorted(await self.statuses()) == sorted(wanted)

        await until(met)


@pytest.fixture
async def silence(database: Database, transact: Any, market: Market, clock: TestClock) -> AsyncIterator[Silence]:
    scene = await JobScene(transact, market, clock).begin()
    await scene.job(phone=ANNAS)
    async with SmsGateway() as gateway:
        yield Silence(scene, database, gateway)


S = SmsStatus


async def test_both_and_whoever_is_on_duty_get_one_each(silence: Silence) -> None:
    await silence.scene.transact(lambda tx: go_on_duty(tx, OLGA, OLGA, OLGAS))
    await silence.begins()
    async with silence.sending():
        await silence.until(S.SENT, S.SENT, S.SENT)
    assert sorted(one["to"] for one in silence.gateway.received) == [ANNAS, OLGAS, ALIS]
    assert "Ali: +48 601 234 567" in silence.gateway.texts_to(ANNAS)[0]
    assert "On duty: +48 600 111 222" in silence.gateway.texts_to(ANNAS)[0]
    assert "Anna: +48 600 000 001" in silence.gateway.texts_to(ALIS)[0]
    assert "1 job is running" in silence.gateway.texts_to(OLGAS)[0]
    assert "’" not in silence.gateway.texts_to(OLGAS)[0]
    kept = await silence.database.read(lambda c: sms.of_outage(c, 1))
    assert {item.phone for item in kept} == {""}


@pytest.mark.parametrize(
    ("language", "sent"),
    [
        (Language.EN, 'Telegram can\'t be reached - call "Ali"'),
        (Language.FA, "\u200eTelegram can’t be reached – call “\u2068Ali\u2069”"),
    ],
)
def test_signs_that_cost_a_second_message_are_plain(language: Language, sent: str) -> None:
    assert in_plain_signs("\u200eTelegram can’t be reached – call “\u2068Ali\u2069”", language) == sent


async def test_tried_again_while_it_was_certainly_not_sent(silence: Silence) -> None:
    await silence.begins()
    silence.gateway.statuses = [503, 400]
    async with silence.sending() as sender:
        await silence.until(S.PENDING, S.REFUSED)
        for _ in range(MOST_ATTEMPTS - 2):
            silence.gateway.statuses = [500]
            silence.scene.clock.advance(minutes=20)
            count = len(silence.gateway.received)
            sender.wake()
            await silence.gateway.has(count + 1)
            await silence.until(S.PENDING, S.REFUSED)
        silence.gateway.statuses = [500]
        silence.scene.clock.advance(minutes=40)
        sender.wake()
        await silence.until(S.REFUSED, S.REFUSED)
    asked = Counter((one["to"], one["reference"]) for one in silence.gateway.received)
    assert sorted(asked.values()) == [1, MOST_ATTEMPTS]


async def test_never_twice_after_a_crash_or_without_an_answer(silence: Silence) -> None:
    """One was handed to the gateway when the process died, the other is never answered: neither goes out again."""
    await silence.begins()
    taken = await silence.database.write(lambda c: sms.take_due(c, silence.scene.clock.now(), 1))
    assert len(taken) == 1
    silence.gateway.hangs = True
    async with silence.sending(timeout_s=0.1):
        await silence.until(S.UNSURE, S.UNSURE)
    assert [one["to"] for one in silence.gateway.received] == [ALIS]


async def test_what_waits_when_telegram_is_back_is_not_sent(silence: Silence) -> None:
    await silence.begins()
    assert await silence.scene.transact(end_silence)
    assert not await silence.scene.transact(end_silence)
    async with silence.sending():
        await silence.until(S.NOT_NEEDED, S.NOT_NEEDED)
    assert silence.gateway.received == []


async def test_one_that_cannot_be_drawn_stops_no_other(silence: Silence, monkeypatch: pytest.MonkeyPatch) -> None:
    def draws(connection: Connection, item: Sms, market: Market) -> str | None:
        if item.person == ANNA:
            raise LookupError("no such template")
        return sms_words(connection, item, market)

    monkeypatch.setattr("bot.texting.sender.sms_words", draws)
    await silence.begins()
    async with silence.sending():
        await silence.until(S.SENT, S.REFUSED)
    assert [one["to"] for one in silence.gateway.received] == [ALIS]


async def test_a_malformed_number_is_skipped(silence: Silence) -> None:
    await silence.scene.job(phone="+1")
    await silence.begins()
    assert (await silence.statuses()).count(S.UNCALLABLE) == 1


async def test_without_consent_nothing_is_even_written(silence: Silence) -> None:
    await silence.scene.transact(lambda tx: begin_silence(tx, tx.now))
    assert await silence.statuses() == []
