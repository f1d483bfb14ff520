"""Turns that fail, hang or are interrupted: tried again, given up in the end, in nobody else's way."""

import asyncio
import sqlite3
from collections import Counter

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from bot.delivery import intake as taking
from db.inbox import Received
from db.tables import inbox as inbox_rows
from tests.delivery.post_office import until
from tests.delivery.reception import Gate, Reception, updates


def breaks(*numbers: int, times: int = 1000) -> Gate:
    left = Counter(dict.fromkeys(numbers, times))

    async def gate(received: Received) -> None:
        if left[received.update_id] > 0:
            left[received.update_id] -= 1
            raise LookupError(f"update {received.update_id}")

    return gate


async def test_a_turn_that_fails_is_tried_again(reception: Reception) -> None:
    reception.before = breaks(1, times=2)
    await reception.intake.take(updates([1, 2]))
    await reception.quiet()
    assert reception.tries == {1: 3, 2: 1}
    assert await reception.effects() == [1, 2]
    assert reception.given_up == []


async def test_after_three_tries_it_is_failed_its_sender_is_told_and_the_lane_goes_on(reception: Reception) -> None:
    reception.before = breaks(1)
    await reception.intake.take(updates([1, 2]))
    await reception.quiet()
    assert reception.tries[1] == 3
    assert reception.given_up == [1]
    assert await reception.effects() == [2]
    assert await reception.counts() == {"failed": 1, "done": 1}
    assert await reception.database.read(_errors) == ["LookupError: update 1"]


def _errors(connection: Connection) -> list[str]:
    return list(connection.execute(select(inbox_rows.c.error).where(inbox_rows.c.error.is_not(None))).scalars())


async def test_a_full_disk_is_nobodys_fault_and_lets_nothing_overtake(reception: Reception) -> None:
    """However often it fails: what was said first takes effect first, once there is room again."""

    async def full(received: Received) -> None:
        if received.update_id == 1 and reception.tries[1] < 7:
            raise full_disk()

    reception.before = full
    await reception.intake.take(updates([1, 2]))
    await reception.quiet()
    assert reception.tries == {1: 7, 2: 1}
    assert await reception.effects() == [1, 2]
    assert reception.given_up == []
    assert await reception.counts() == {"done": 2}


async def test_a_failure_that_cannot_be_kept_on_a_full_disk_counts_later(
    reception: Reception, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, refused = reception.intake._keep_failure, Counter([3])

    async def cannot_keep(received: Received, words: str, *, last_try: bool) -> None:
        if refused.total():
            refused.subtract([3])
            raise full_disk()
        await keep(received, words, last_try=last_try)

    monkeypatch.setattr(reception.intake, "_keep_failure", cannot_keep)
    reception.before = breaks(1)
    await reception.intake.take(updates([1, 2]))
    await reception.quiet()
    assert reception.tries[1] == 4
    assert reception.given_up == [1]
    assert await reception.effects() == [2]


def full_disk() -> OperationalError:
    """What SQLAlchemy makes of SQLite's error."""
    below = sqlite3.OperationalError("database or disk is full")
    below.sqlite_errorcode = sqlite3.SQLITE_FULL
    return OperationalError("COMMIT", {}, below)


async def test_tries_before_a_restart_count(reception: Reception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "BEFORE_NEXT_TRY", (3600.0, 3600.0))
    reception.before = breaks(1)
    await reception.intake.take(updates([1]))
    await until(lambda: reception.tries[1])
    await until(lambda: reception.database.read(_errors))
    await reception.killed()
    monkeypatch.setattr(taking, "BEFORE_NEXT_TRY", (0.0, 0.0))
    await reception.intake.resume()
    await reception.quiet()
    assert reception.tries[1] == 3
    assert reception.given_up == [1]


async def test_a_failure_after_the_commit_is_not_a_second_effect(reception: Reception) -> None:
    reception.after = breaks(1, times=1)
    await reception.intake.take(updates([1, 2]))
    await reception.quiet()
    assert await reception.effects() == [1, 2]
    assert await reception.counts() == {"done": 2}


async def test_when_even_the_apology_fails_the_lane_goes_on(
    reception: Reception, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails_too(_update: Received) -> None:
        raise LookupError("nor can this be said")

    monkeypatch.setattr(reception.intake, "_give_up", fails_too)
    reception.before = breaks(1)
    await reception.intake.take(updates([1, 2]))
    await reception.quiet()
    await reception.intake.take(updates([3]))
    await reception.quiet()
    assert await reception.effects() == [2, 3]


async def test_a_turn_that_hangs_fails_in_the_end(reception: Reception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "LONGEST_TURN", 0.02)

    async def hangs(received: Received) -> None:
        if received.update_id == 1:
            await asyncio.Event().wait()

    reception.before = hangs
    await reception.intake.take(updates([1, 2]))
    await until(lambda: reception.given_up == [1])
    await until(lambda: reception.tries[2])
    monkeypatch.setattr(taking, "LONGEST_TURN", 60.0)
    await reception.quiet()
    assert reception.tries[1] == 3


# ---------------------------------------------------------------- stopping


async def test_stopping_lets_the_turns_under_way_finish_and_begins_no_other(reception: Reception) -> None:
    go_on = asyncio.Event()
    reception.before = lambda _: go_on.wait()  # type: ignore[assignment,return-value]
    await reception.intake.take(updates([1, 2]) + updates([3], lane=2))
    await until(lambda: reception.under_way == 2)
    stopping = asyncio.create_task(reception.intake.stop())
    await asyncio.sleep(0)
    await reception.intake.take(updates([4], lane=4))
    go_on.set()
    await stopping
    assert sorted(await reception.effects()) == [1, 3]
    reception.restart()
    await reception.intake.resume()
    await reception.quiet()
    assert sorted(await reception.effects()) == [1, 2, 3, 4]
