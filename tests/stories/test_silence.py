"""Telegram itself is away for minutes: whoever has agreed gets a text message, and operators read later who did."""

import re
from collections.abc import AsyncIterator
from functools import partial

import pytest

from bot.delivery import polling
from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.turn import Transaction
from bot.usecases.call_number import set_may_be_called
from bot.usecases.telling import notify
from db import outages, outbox
from playground.person import Person
from tests.clock import TestClock
from tests.delivery.post_office import until
from tests.job_scene import accepted_order
from tests.sms_gateway import SmsGateway
from tests.stories.journeys import says, technicians, texts_for
from tests.stories.stage import Stage, words

ANNAS, ALIS, OLGAS, EVAS = "+48600000001", "+48601234567", "+48600111222", "+48600000009"
"""The number for Anna's order, the technicians' own, Olga's on duty, the number for Eva's order."""


@pytest.fixture
async def gateway() -> AsyncIterator[SmsGateway]:
    async with SmsGateway() as gateway:
        yield gateway


async def is_away(stage: Stage, person: Person) -> None:
    """Telegram answers nobody: a message that is due finds that out, at once and when the clock has moved."""
    stage.troubles.forgiven.add("Bad Gateway")
    stage.playground.faults.server_error(502)
    for minutes in (0, 6):
        stage.clock.advance(minutes=minutes)
        await stage.app.turns.run(lambda tx: notify(tx, person.id, "outages/over"))
        await until(partial(was_put_off, stage))


async def was_put_off(stage: Stage) -> bool:
    """Whether something was tried and put off by the clock as it stands: it may move then."""
    now = stage.clock.now()
    return await stage.app.database.read(lambda connection: outbox.next_retry(connection, now)) is not None


async def is_back(stage: Stage) -> None:
    """Telegram answers again, a while later."""
    stage.playground.faults.clear()
    stage.clock.advance(minutes=10)
    await until(lambda: stage.app.database.read(lambda c: outages.silence(c) is None))
    stage.clock.advance(minutes=1)  # what failed in that very moment is tried again
    await stage.settled()


def agreed(tx: Transaction, anna: Person, eva: Person, ali: Person, bo: Person) -> None:
    """Anna and Ali have agreed to be called; Eva and Bo have not."""
    for customer, technician, phone in ((anna, ali, ANNAS), (eva, bo, EVAS)):
        accepted_order(tx, [PersonId(technician.id)], 1, PersonId(customer.id), phone=phone)
    for person in (anna, ali):
        set_may_be_called(tx, PersonId(person.id), may=True)


async def cast_of(stage: Stage, language: Language) -> tuple[Person, Person]:
    """Olga is on duty, two jobs are running; Olga and Anna."""
    olga, anna, eva = [await stage.newcomer(name, language) for name in ("Olga", "Anna", "Eva")]
    await olga.says(f"/claim {stage.app.claim_code}")
    ali, bo = await technicians(stage, "Ali", "Bo", language=language)
    await says(stage, olga, f"/oncall on {OLGAS}")
    await stage.app.turns.run(lambda tx: agreed(tx, anna, eva, ali, bo))
    await stage.settled()
    return olga, anna


@pytest.mark.parametrize("language", [Language.EN, Language.FA])
async def test_text_messages_go_out_once(
    database_url: str, clock: TestClock, gateway: SmsGateway, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "BEFORE_NEXT_TRY", (0.05,))
    async with Stage(database_url, clock, {"sms": gateway.settings}) as stage:
        olga, anna = await cast_of(stage, language)
        await is_away(stage, anna)
        await gateway.has(3)
        # Anna and Ali have each other's number, Olga hears of it; nobody else gets or gives one.
        assert sorted(one["to"] for one in gateway.received) == [ANNAS, OLGAS, ALIS]
        (to_anna,) = gateway.texts_to(ANNAS)
        assert str(texts_for(stage, anna).phone(ALIS)) in to_anna
        assert EVAS.strip("+") not in re.sub(r"\D", "", " ".join(one["text"] for one in gateway.received))
        # Still away: a restart in the middle of it sends nothing again.
        await stage.restart()
        await is_away(stage, anna)
        assert len(gateway.received) == 3
        # Back: the operators read who got one, and the silence is over.
        await is_back(stage)
        last = olga.chat.from_bot[-1].text
        assert last.count("📱") == 3
        assert last.count(words(olga, "sent")) >= 3
        assert not any(str(texts_for(stage, olga).phone(one)) in last for one in (ANNAS, ALIS))
        assert len(gateway.received) == 3


async def test_a_short_hiccup_is_no_silence(database_url: str, clock: TestClock, gateway: SmsGateway) -> None:
    async with Stage(database_url, clock, {"sms": gateway.settings}) as stage:
        olga = await stage.owner()
        await says(stage, olga, f"/oncall on {OLGAS}")
        stage.troubles.forgiven.add("Bad Gateway")
        stage.playground.faults.server_error(502, method="sendMessage", times=1)
        await says(stage, olga, "/help")
        stage.clock.advance(minutes=6)
        await says(stage, olga, "/oncall")
        assert gateway.received == []
