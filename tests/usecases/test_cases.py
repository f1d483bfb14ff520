"""Cases: one a person and order, answered in time or with a reminder, solved when the person says so."""

from typing import Any

import pytest

from bot.domain.cases import Case, CaseKind, CaseStatus, Way
from bot.domain.offers import JobStatus
from bot.domain.relay import Utterance
from bot.usecases.case_talk import (
    AN_HOUR,
    ask_human,
    ask_what_was_unheard,
    complain,
    write_from_desk,
    write_to_desk,
)
from bot.usecases.cases import ask_whether_solved, say_whether_solved, take
from bot.usecases.deadlines import due_timers, fire, postpone
from bot.usecases.finishing import finish
from bot.usecases.ratings import rate
from bot.usecases.showing import HINT
from db import case_messages, cases, unheard
from db.transaction import Transaction
from tests.job_scene import ALI, ANNA, BO, OLGA, STRANGER, JobScene

HELP = Utterance("text", "It drips again")


@pytest.fixture
async def scene(transact: Any, market: Any, clock: Any) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def found(scene: JobScene, case: int) -> Case:
    row: Case = await scene.transact(lambda tx: cases.find(tx.connection, case))
    return row


async def time_passes(scene: JobScene, **duration: float) -> None:
    scene.clock.advance(**duration)

    def due(tx: Transaction) -> None:
        for timer in due_timers(tx.connection, tx.now):
            if timer.kind.startswith("case."):
                fire(tx, timer)

    await scene.transact(due)


async def test_what_comes_later_goes_into_the_open_case(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    await scene.transact(lambda tx: finish(tx, job, ALI))
    await scene.transact(lambda tx: rate(tx, job, ANNA, 1, (), ""))
    first = await found(scene, 1)
    assert (first.kind, first.person, first.other, first.job) == (CaseKind.BAD_RATING, ANNA, ALI, job)
    again = await scene.transact(lambda tx: complain(tx, ANNA, first.order or 0, 0, HELP))
    assert again == first.id
    await scene.transact(lambda tx: ask_whether_solved(tx, first.id, OLGA))
    await scene.transact(lambda tx: complain(tx, ANNA, first.order or 0, 0, HELP))
    assert ((await found(scene, 1)).status, (await found(scene, 1)).reopened) == (CaseStatus.OPEN, 1)
    theirs = await scene.transact(lambda tx: complain(tx, ALI, 0, job, HELP))
    assert (await found(scene, theirs)).other == ANNA


async def test_who_may_do_what(scene: JobScene) -> None:
    job = await scene.job()
    order = (await scene.find(job)).order
    case = await scene.transact(lambda tx: complain(tx, ANNA, order, 0, HELP))
    refusals = {
        "not_staff": lambda tx: take(tx, case, BO),
        "case_not_found": lambda tx: take(tx, 404, OLGA),
        "case_not_yours": lambda tx: write_to_desk(tx, case, STRANGER, HELP),
        "order_not_yours": lambda tx: complain(tx, STRANGER, order, 0, HELP),
        "job_not_yours": lambda tx: complain(tx, BO, 0, job, HELP),
        "case_moved_on": lambda tx: say_whether_solved(tx, case, ANNA, solved=True),
    }
    for code, act in refusals.items():
        assert (await scene.refused(act)).code == code
    other = await scene.refused(lambda tx: say_whether_solved(tx, case, ALI, solved=False))
    assert other.code == "case_not_yours"
    alone = await scene.transact(lambda tx: ask_human(tx, STRANGER, HELP))
    nobody = await scene.refused(lambda tx: write_from_desk(tx, alone, OLGA, Way.TO_OTHER, HELP))
    assert nobody.code == "case_nobody_there"


async def test_a_promise_is_kept_or_told_to_be_late(scene: JobScene) -> None:
    case = await scene.transact(lambda tx: ask_human(tx, ANNA, HELP))
    promised = (await found(scene, case)).answer_by
    await time_passes(scene, minutes=61)
    late = await found(scene, case)
    assert late.overdue == 1
    assert promised is not None
    assert late.answer_by is not None
    assert late.answer_by > promised
    assert (OLGA, "cases/overdue", True) in await scene.news()
    await scene.transact(lambda tx: write_from_desk(tx, case, OLGA, Way.TO_PERSON, HELP))
    answered = await found(scene, case)
    assert (answered.answer_by, answered.owner) == (None, OLGA)
    await time_passes(scene, minutes=61)
    assert (await found(scene, case)).overdue == 1
    await scene.transact(lambda tx: write_to_desk(tx, case, ANNA, HELP))
    assert (await found(scene, case)).answer_by is not None


async def test_a_reminder_that_failed_once_comes_at_its_next_try(scene: JobScene) -> None:
    """The timer is due later then than the answer was."""
    case = await scene.transact(lambda tx: ask_human(tx, ANNA, HELP))
    scene.clock.advance(minutes=61)

    def fails(tx: Transaction) -> None:
        for timer in due_timers(tx.connection, tx.now):
            postpone(tx, timer, "the disk was full")

    await scene.transact(fails)
    await time_passes(scene, minutes=5)
    assert (await found(scene, case)).overdue == 1
    assert (OLGA, "cases/overdue", True) in await scene.news()


async def test_silence_means_yes_and_a_no_opens_it_again(scene: JobScene) -> None:
    case = await scene.transact(lambda tx: ask_human(tx, ANNA, HELP))
    await scene.transact(lambda tx: ask_whether_solved(tx, case, OLGA))
    await time_passes(scene, days=2)
    await scene.transact(lambda tx: say_whether_solved(tx, case, ANNA, solved=False))
    await scene.transact(lambda tx: write_from_desk(tx, case, OLGA, Way.TO_PERSON, HELP))
    await time_passes(scene, days=2)
    assert (await found(scene, case)).status is CaseStatus.OPEN
    await scene.transact(lambda tx: ask_whether_solved(tx, case, OLGA))
    await time_passes(scene, days=3)
    assert (await found(scene, case)).status is CaseStatus.SOLVED


async def test_notes_go_to_nobody_and_nobody_floods_the_desk(scene: JobScene) -> None:
    case = await scene.transact(lambda tx: ask_human(tx, ANNA, HELP))
    await scene.news()
    await scene.transact(lambda tx: write_from_desk(tx, case, OLGA, Way.NOTE, HELP))
    assert {chat for chat, _, _ in await scene.news()} <= {OLGA}
    for _ in range(AN_HOUR - 1):
        await scene.transact(lambda tx: write_to_desk(tx, case, ANNA, HELP))
    assert (await scene.refused(lambda tx: write_to_desk(tx, case, ANNA, HELP))).code == "too_many_questions"
    said = await scene.transact(lambda tx: case_messages.latest(tx.connection, case, 99))
    assert len(said) == AN_HOUR + 1


async def test_what_was_sent_on_is_offered_no_longer(scene: JobScene) -> None:
    await scene.transact(lambda tx: unheard.keep(tx, ANNA, HELP))
    await scene.sent(ANNA, HINT, ANNA)
    await scene.news()
    await scene.transact(lambda tx: ask_what_was_unheard(tx, ANNA))
    assert (ANNA, HINT, False) in await scene.news()


async def test_operators_who_look_at_the_order_read_of_its_case(scene: JobScene) -> None:
    job = await scene.job(JobStatus.IN_PROGRESS)
    order = (await scene.order_of(job)).id
    await scene.sent(OLGA, "desk_order", order)
    await scene.news()
    await scene.transact(lambda tx: complain(tx, ALI, order, job, HELP))
    assert (OLGA, "desk_order", False) in await scene.news()
