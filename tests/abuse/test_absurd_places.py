"""Places where nobody can be: the middle of the ocean, another country, a leap of a thousand kilometres."""

import pytest

from bot.flows.ordering.draft import OrderingDraft
from db import technicians
from tests.abuse.crowd import Crowd
from tests.abuse.typed_fields import ORDERING, REGISTRATION
from tests.ordering_scene import ADDRESS

pytestmark = pytest.mark.asyncio(loop_scope="module")

NOWHERE = {
    "null island": (0.0, 0.0),
    "the pole": (90.0, 0.0),
    "the other pole": (-90.0, 180.0),
    "the date line": (50.0614, -180.0),
    "mirrored": (19.9366, 50.0614),
    "southern": (-50.0614, 19.9366),
    "another city": (52.2297, 21.0122),
    "just outside": (50.0614, 20.1950),
}
NOT_AT_HOME = ["null island", "mirrored", "another city"]


@pytest.mark.parametrize("at", NOWHERE.values(), ids=NOWHERE)
async def test_no_order_there(crowd: Crowd, at: tuple[float, float]) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "ordering", OrderingDraft(service="leak", max_crew=4), "place")
    await crowd.zoe.shares_location(*at)
    await crowd.stage.settled()
    assert await crowd.problem(crowd.zoe) == "outside_city"
    assert (await crowd.draft(crowd.zoe)).address is None


@pytest.mark.parametrize("at", NOWHERE.values(), ids=NOWHERE)
async def test_nobody_works_from_there(crowd: Crowd, at: tuple[float, float]) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "registration", REGISTRATION, "base")
    before = (await crowd.draft(crowd.zoe)).base
    await crowd.zoe.shares_location(*at)
    await crowd.stage.settled()
    assert await crowd.problem(crowd.zoe) == "outside_city"
    assert (await crowd.draft(crowd.zoe)).base == before


@pytest.mark.parametrize("kind", ["by hand", "live"])
@pytest.mark.parametrize("at", [at for name, at in NOWHERE.items() if name != "just outside"])
async def test_no_technician_is_there(crowd: Crowd, at: tuple[float, float], kind: str) -> None:
    """A phone that says so is mistaken: what was known before stays."""
    eva = crowd.eva
    crowd.stage.clock.advance(minutes=5)
    await eva.shares_location(50.0617, 19.9373)
    before = await _position(crowd)
    assert before is not None
    if kind == "by hand":
        await eva.shares_location(*at)
    else:
        await eva.shares_live_location(50.0617, 19.9373)
        await crowd.stage.settled()
        before = await _position(crowd)
        await eva.moves(*at)
    assert await _position(crowd) == before


async def test_a_leap_within_the_city_takes_its_time(crowd: Crowd) -> None:
    await crowd.eva.shares_location(50.0617, 19.9373)
    before = await _position(crowd)
    await crowd.eva.shares_location(50.0720, 20.0370)
    assert await _position(crowd) == before
    await crowd.eva.sees("Nobody gets there so quickly")


async def test_a_strangers_position_is_kept_nowhere(crowd: Crowd) -> None:
    await crowd.free(crowd.zoe)
    before = await crowd.facts()
    await crowd.zoe.shares_live_location(50.0617, 19.9373)
    await crowd.zoe.moves(50.0618, 19.9374)
    await crowd.zoe.stops_sharing()
    assert await crowd.facts() == before


@pytest.mark.parametrize(
    "choice", ["day:2020-01-01", "day:9999-12-31", "day:2026-02-30", "day:0000-00-00", "day:today"]
)
async def test_days_that_are_not_on_offer(crowd: Crowd, choice: str) -> None:
    await _at_time(crowd)
    draft = await crowd.draft(crowd.zoe)
    await _chooses(crowd, choice)
    assert await crowd.problem(crowd.zoe) == "time_passed"
    assert await crowd.draft(crowd.zoe) == draft


@pytest.mark.parametrize("choice", ["window:03", "window:99", "window:-1", "window:08", "window:"])
async def test_hours_that_are_not_on_offer(crowd: Crowd, choice: str) -> None:
    """Noon has struck: the morning is over, and nobody works at night."""
    await _at_time(crowd)
    await _chooses(crowd, "day:2026-03-04" if crowd.stage.clock.now().day == 4 else "day:2026-03-05")
    await _chooses(crowd, choice)
    assert await crowd.problem(crowd.zoe) == "time_passed"
    assert (await crowd.draft(crowd.zoe)).window is None


async def _at_time(crowd: Crowd) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "ordering", OrderingDraft(service="leak", address=ADDRESS, max_crew=4), "time")


async def _chooses(crowd: Crowd, choice: str) -> None:
    asked = await crowd.conversation(crowd.zoe)
    assert asked is not None
    await crowd.presses(crowd.zoe, f"w|{asked.version}|{choice}")


async def _position(crowd: Crowd) -> object:
    await crowd.stage.settled()
    row = await crowd.stage.app.database.read(lambda connection: technicians.find(connection, crowd.eva.id))
    assert row is not None
    return row.position


@pytest.mark.parametrize("field", ["Rynek " * 500, "?" * 4096, "0", "-", "50.06,19.93", "//etc/passwd", "🏠"])
async def test_addresses_that_nobody_can_find(crowd: Crowd, field: str) -> None:
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, "ordering", ORDERING, "place")
    read = await crowd.says(crowd.zoe, field[:4096])
    assert read
    assert (await crowd.conversation(crowd.zoe)) is not None
    assert (await crowd.draft(crowd.zoe)).pin is None
