"""Stored before acknowledged: whatever happens to the process, each update takes effect once, in its lane's order."""

import asyncio

import pytest

from bot.delivery import intake as taking
from db import inbox
from db.inbox import Received
from tests.delivery.post_office import until
from tests.delivery.reception import Reception, open_gate, update, updates


async def test_each_update_has_its_turn(reception: Reception) -> None:
    await reception.intake.take([update(number, lane=number % 4) for number in range(40)])
    await reception.quiet()
    assert sorted(await reception.effects()) == list(range(40))
    assert await reception.counts() == {"done": 40}


# ---------------------------------------------------------------- order


async def test_a_lane_keeps_its_order_even_when_the_first_takes_longest(reception: Reception) -> None:
    async def slower_at_first(received: Received) -> None:
        await asyncio.sleep(0.02 if received.update_id == 0 else 0)

    reception.before = slower_at_first
    await reception.intake.take(updates(range(5)))
    await reception.intake.take(updates(range(5, 10)))
    await reception.quiet()
    assert await reception.effects() == list(range(10))


async def test_lanes_go_on_side_by_side(reception: Reception) -> None:
    stuck = asyncio.Event()

    async def first_lane_waits(received: Received) -> None:
        if received.lane == 1:
            await stuck.wait()

    reception.before = first_lane_waits
    await reception.intake.take([update(1, lane=1), update(2, lane=1), update(3, lane=2), update(4, lane=3)])
    await until(lambda: reception.tries[3] and reception.tries[4] and reception.under_way == 1)
    assert sorted(await reception.effects()) == [3, 4]
    stuck.set()
    await reception.quiet()
    assert (await reception.effects())[2:] == [1, 2]


async def test_not_more_turns_at_once_than_there_are_places(
    reception: Reception, monkeypatch: pytest.MonkeyPatch
) -> None:
    reception.intake._places = asyncio.Semaphore(4)
    await reception.intake.take([update(number, lane=number) for number in range(40)])
    await reception.quiet()
    assert reception.most_under_way == 4
    assert len(await reception.effects()) == 40


async def test_a_lane_that_waits_for_its_next_try_takes_nobodys_place(
    reception: Reception, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "BEFORE_NEXT_TRY", (3600.0, 3600.0))
    reception.intake._places = asyncio.Semaphore(1)

    async def first_lane_breaks(received: Received) -> None:
        if received.lane == 1:
            raise LookupError

    reception.before = first_lane_breaks
    await reception.intake.take([update(1, lane=1), update(2, lane=2)])
    await until(lambda: reception.tries[2])
    async with asyncio.timeout(10):
        await reception.intake.stop()
    assert await reception.effects() == [2]
    assert await reception.counts() == {"done": 1, "pending": 1}


# ---------------------------------------------------------------- once


async def test_what_comes_twice_takes_effect_once(reception: Reception) -> None:
    await reception.intake.take(updates([1, 2, 2, 1]))
    await reception.intake.take(updates([1, 2, 3]))
    await reception.quiet()
    await reception.intake.take(updates([1, 2, 3]))
    await reception.quiet()
    assert await reception.effects() == [1, 2, 3]


async def test_killed_between_storing_and_the_turn(reception: Reception) -> None:
    reception.before = lambda _: asyncio.Event().wait()  # type: ignore[assignment,return-value]  # for ever
    await reception.intake.take([update(number, lane=number % 3) for number in range(9)])
    await until(lambda: reception.under_way == 3)
    await reception.killed()
    assert await reception.effects() == []
    reception.before = open_gate
    await reception.intake.resume()
    await reception.quiet()
    assert sorted(await reception.effects()) == list(range(9))
    assert [number for number in await reception.effects() if number % 3 == 0] == [0, 3, 6]


async def test_killed_after_the_commit_and_before_anybody_knew(reception: Reception) -> None:
    reception.after = lambda _: asyncio.Event().wait()  # type: ignore[assignment,return-value]  # for ever
    await reception.intake.take(updates([1]) + updates([2], lane=2))
    await until(lambda: reception.under_way == 2)

    async def both_committed() -> bool:
        return len(await reception.effects()) == 2

    await until(both_committed)
    await reception.killed()
    reception.after = open_gate
    await reception.intake.resume()
    await reception.intake.take(updates([1]) + updates([2], lane=2))
    await reception.quiet()
    assert sorted(await reception.effects()) == [1, 2]


async def test_killed_again_and_again_at_any_moment(reception: Reception) -> None:
    """Forty updates, ten lanes, a kill every few turns of the loop; Telegram sends again what was not confirmed."""
    wanted = [update(number, lane=number % 10) for number in range(40)]
    for rounds in range(12):
        taking_them = asyncio.create_task(reception.intake.take(wanted[: 4 * rounds]))
        for _ in range(rounds * 7):
            await asyncio.sleep(0)
        taking_them.cancel()
        await asyncio.gather(taking_them, return_exceptions=True)
        await reception.killed()
        await reception.intake.resume()
    await reception.intake.take(wanted)
    await reception.quiet()
    effects = await reception.effects()
    assert sorted(effects) == list(range(40))
    for lane in range(10):
        assert [number for number in effects if number % 10 == lane] == list(range(lane, 40, 10))


async def test_resuming_goes_through_all_pages(reception: Reception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "PAGE", 7)
    waiting = [update(number, lane=number % 5) for number in range(40)]
    await reception.database.write(lambda c: inbox.store(c, waiting, reception.clock.now()))
    await reception.intake.resume()
    await reception.quiet()
    assert sorted(await reception.effects()) == list(range(40))
