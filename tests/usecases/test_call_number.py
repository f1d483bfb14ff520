"""What is kept so that people can be called: it stands in the own record, and goes with the person."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.offers import JobStatus
from bot.domain.people import Role
from bot.usecases.call_number import set_may_be_called
from bot.usecases.finishing import finish
from bot.usecases.on_duty import go_on_duty
from bot.usecases.outages import ask_outage, begin_outage
from bot.usecases.silence import begin_silence
from bot.usecases.staff import leave_staff
from db import forgetting, staff
from db.personal_rows import own_rows
from db.tables import on_duty, outage_notices, people, sms
from db.transaction import Transaction
from tests.job_scene import ALI, ANNA, OLGA, JobScene


async def test_it_stands_in_the_own_record_and_goes_with_the_person(transact: Any, market: Any, clock: Any) -> None:
    scene = await JobScene(transact, market, clock).begin()
    job = await scene.job(JobStatus.IN_PROGRESS)
    await transact(_everything)
    found = await transact(lambda tx: own_rows(tx.connection, ALI))
    assert found["profile"][0]["may_be_called"]
    assert found["on_duty"][0]["phone"] == "+48600111222"
    assert len(found["outage_notices"]) == 1
    assert len(found["sms"]) == 2
    await transact(lambda tx: finish(tx, job, ALI))
    await transact(lambda tx: forgetting.erase(tx, ALI))
    assert await transact(_left) == [ANNA]
    assert not await transact(lambda tx: any(tx.execute(select(people.c.may_be_called)).scalars()))


def _everything(tx: Transaction) -> None:
    """Ali works, is an operator besides, and everything fails."""
    tx.execute(people.update().where(people.c.id.in_([ALI, ANNA])).values(consent_at=tx.now))
    staff.appoint(tx, ALI, Role.OPERATOR)
    set_may_be_called(tx, ALI, may=True)
    go_on_duty(tx, ALI, ALI, "+48600111222")
    ask_outage(tx, OLGA, OLGA, "a storm")
    begin_outage(tx, 1, OLGA)
    begin_silence(tx, tx.now)


def _left(tx: Transaction) -> list[PersonId]:
    """Who is named anywhere."""
    columns = (on_duty.c.person_id, outage_notices.c.person_id, sms.c.person_id)
    return sorted({PersonId(person) for column in columns for person in tx.execute(select(column)).scalars()})


async def test_a_stranger_has_nothing_to_agree_to(transact: Any, market: Any, clock: Any) -> None:
    await JobScene(transact, market, clock).begin()
    with pytest.raises(Refusal, match="consent_needed"):
        await transact(lambda tx: set_may_be_called(tx, ANNA, may=True))


async def test_whoever_leaves_the_staff_is_called_no_more(transact: Any, market: Any, clock: Any) -> None:
    """Their number goes out of what people have been told, at once."""
    scene = await JobScene(transact, market, clock).begin()
    await scene.job()
    await transact(lambda tx: go_on_duty(tx, OLGA, OLGA, "+48600111222"))
    await transact(lambda tx: ask_outage(tx, OLGA, OLGA, ""))
    await transact(lambda tx: begin_outage(tx, 1, OLGA))
    told = {row.chat_id: row for row in await scene.outgoing() if row.view == "outage"}
    assert sorted(told) == [ANNA, ALI]
    assert "+48 600 111 222" in str(await scene.drawn(told[ANNA]))
    await transact(lambda tx: leave_staff(tx, OLGA))
    assert {chat for chat, view, _ in await scene.news() if view == "outage"} == {ANNA, ALI}
    assert "+48" not in str(await scene.drawn(told[ANNA]))
