"""Setting the week."""

from typing import Any

import pytest

from bot.domain.errors import Refusal
from bot.domain.languages import Language
from bot.domain.people import Person
from bot.flows import working_hours
from bot.flows.working_hours import WORKING_HOURS
from bot.usecases import applications
from db import technicians
from db.technicians import hours_to_keep
from tests.application_scene import APPLICATION, OLGA, TOM, Filling, labels, meet_everybody, news

TOM_HIMSELF = Person(TOM, "Tom", Language.EN)


@pytest.fixture
async def tom(transact: Any) -> Filling:
    await transact(meet_everybody)
    await transact(lambda tx: applications.apply(tx, TOM, APPLICATION))
    await transact(lambda tx: applications.approve(tx, TOM, OLGA))
    await transact(lambda tx: working_hours.begin(tx, TOM_HIMSELF))
    await transact(news)
    return Filling(transact, WORKING_HOURS, TOM_HIMSELF)


async def saved(tom: Filling) -> dict[str, list[str]]:
    found = await tom.transact(lambda tx: technicians.find(tx.connection, TOM))
    return hours_to_keep(found.hours)


@pytest.mark.parametrize(
    ("preset", "kept"),
    [
        ("daily", {str(day): ["08:00", "20:00"] for day in range(7)}),
        ("office", {str(day): ["09:00", "18:00"] for day in range(5)}),
        ("any", {}),
    ],
)
async def test_a_ready_week(tom: Filling, preset: str, kept: dict[str, list[str]]) -> None:
    await tom.says(choice=f"preset:{preset}")
    for language in Language:
        assert len(labels(await tom.sees(language))) == 7 + 3 + 1 + 1
    await tom.says(choice="nav:confirm")
    assert (await tom.step(), await saved(tom)) == ("", kept)
    assert (TOM, "workplace") in await tom.transact(news)


async def test_day_by_day(tom: Filling) -> None:
    await tom.says(choice="preset:office")
    for day, answer in ((0, {"choice": "off"}), (5, {"text": "8:30 – 16"}), (6, {"choice": "1200-2200"})):
        await tom.says(choice=f"edit:day{day}")
        for language in Language:
            assert (await tom.sees(language)).text
        await tom.says(**answer)
        assert await tom.step() == "week"
    assert "Mon: day off" in labels(await tom.sees())
    await tom.says(choice="nav:confirm")
    week = {str(day): ["09:00", "18:00"] for day in range(1, 5)}
    assert await saved(tom) == week | {"5": ["08:30", "16:00"], "6": ["12:00", "22:00"]}


async def test_the_whole_day(tom: Filling) -> None:
    await tom.says(choice="edit:day2")
    await tom.says(choice="0000-2400")
    assert "Wed: around the clock" in labels(await tom.sees())
    await tom.says(choice="nav:confirm")
    assert await saved(tom) == {"2": ["00:00", "00:00"]}


async def test_every_day_off_is_no_week(tom: Filling) -> None:
    await tom.says(choice="edit:day2")
    await tom.says(choice="off")
    await tom.says(choice="nav:confirm")
    assert (await tom.step(), await tom.problem()) == ("week", "hours_all_off")


async def test_hours_that_nobody_understands(tom: Filling) -> None:
    await tom.says(choice="edit:day2")
    await tom.says(text="in the morning")
    assert (await tom.step(), await tom.problem()) == ("day2", "hours_unreadable")
    await tom.says(choice="nav:back")
    await tom.says(text="save")
    assert (await tom.step(), await tom.problem()) == ("week", "choose_button")


async def test_the_kept_week_is_shown_again(tom: Filling) -> None:
    await tom.says(choice="preset:office")
    await tom.says(choice="nav:confirm")
    await tom.transact(lambda tx: working_hours.begin(tx, TOM_HIMSELF))
    assert "Mon: 09:00–18:00" in labels(await tom.sees())
    assert "Sun: day off" in labels(await tom.sees())


async def test_applicants_have_no_hours(transact: Any) -> None:
    await transact(meet_everybody)
    await transact(lambda tx: applications.apply(tx, TOM, APPLICATION))
    with pytest.raises(Refusal) as refusal:
        await transact(lambda tx: working_hours.begin(tx, TOM_HIMSELF))
    assert refusal.value.code == "not_technician"
