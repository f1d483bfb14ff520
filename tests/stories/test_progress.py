"""First jobs, levels, a record that falls and what can be done about it: by people, in chat."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any

import pytest

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.technicians import Technician, TechnicianStatus
from db import technicians as rows
from playground.person import Person
from tests.clock import TestClock
from tests.stories.journeys import applies, code_of, orders_a_leak, says, taps, technicians, texts_for, works
from tests.stories.stage import Stage, words

LOW: dict[str, Any] = {"stars": 1, "on_time_percent": 0, "done_percent": 0}
CHANGES: dict[str, Any] = {
    "levels": {"junior": {**LOW, "jobs": 1}}
    | {level: {**LOW, "jobs": 99} for level in ("certified", "expert", "mentor")},
    "record": {**LOW, "jobs": 20, "least_jobs": 2, "done_percent": 60, "days_between": 1, "review_hours": 1},
    "probation": {"jobs": 1, "radius_km": 6, "minutes": 75, "follow_up_hours": 3},
}
"""Things move faster here than in the world."""


@pytest.fixture
async def stage(database_url: str, clock: TestClock) -> AsyncIterator[Stage]:
    async with Stage(database_url, clock, CHANGES) as stage:
        yield stage


async def row(stage: Stage, person: Person) -> Technician:
    found = await stage.app.database.read(partial(rows.find, person=PersonId(person.id)))
    assert found is not None
    return found


async def does_a_job(stage: Stage, anna: Person, technician: Person) -> None:
    order = await orders_a_leak(stage, anna)
    await taps(stage, technician, "Accept")
    await works(stage, technician, await code_of(stage, order.id))


async def hands_a_job_back(stage: Stage, anna: Person, technician: Person) -> None:
    """And a day goes by."""
    await orders_a_leak(stage, anna)
    await taps(stage, technician, "Accept", "Hand back", "I am ill")
    await stage.sleeps(days=1, hours=2)


@pytest.mark.parametrize("language", [Language.EN, Language.RU])
async def test_a_record_rises_falls_and_is_cleared_by_a_person(stage: Stage, language: Language) -> None:
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    await does_a_job(stage, anna, ali)
    await stage.sleeps(hours=2)
    await ali.sees(texts_for(stage, ali).label("Your level is now: <b>%(level)s</b>", level=words(ali, "junior"))[:12])
    assert (await row(stage, ali)).level == "junior"
    await hands_a_job_back(stage, anna, ali)
    await ali.sees(words(ali, "Your record has fallen."))
    fallen = "Jobs brought to their end of late: %(value)s%%. At least %(wanted)s%% are needed."
    await ali.sees(words(ali, fallen, value=50, wanted=60))
    await hands_a_job_back(stage, anna, ali)
    await ali.sees(words(ali, "For now you are asked for near and simple jobs only."))
    await nobody_else_decides(anna, ali)
    await hands_a_job_back(stage, anna, ali)
    await ali.sees(words(ali, "You are suspended: your record has not recovered."))
    assert (await row(stage, ali)).status is TechnicianStatus.SUSPENDED
    await taps(stage, ali, "Ask a person to look")
    await olga.sees(words(olga, "Appeal: %(name)s", name="Ali"))
    await taps(stage, olga, "Lift it")
    await ali.sees(words(ali, "A person has looked, and cleared you."))
    assert (await row(stage, ali)).status is TechnicianStatus.APPROVED
    late = await ali.press_raw("ae:3")
    assert late is not None
    assert late.show_alert


async def nobody_else_decides(anna: Person, ali: Person) -> None:
    """Neither appeals for somebody else, nor answers their own appeal."""
    for person, data in ((anna, "ae:1"), (ali, "ad:lift:1"), (anna, "ad:uphold:1")):
        refused = await person.press_raw(data)
        assert refused is not None
        assert refused.show_alert, data


async def test_an_appeal_waits_and_may_be_turned_down(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    await hands_a_job_back(stage, anna, ali)
    await hands_a_job_back(stage, anna, ali)
    await taps(stage, ali, "Ask a person to look")
    await hands_a_job_back(stage, anna, ali)
    assert len([m for m in ali.chat.from_bot if "near and simple" in m.text and "For now" in m.text]) == 0
    await taps(stage, olga, "It stands")
    await ali.sees("A person has looked: it stands for now.")
    await says(stage, olga, f"/technician {ali.id}")
    await olga.sees("Warned: the record has fallen · Jobs brought to their end of late: 0%")


@pytest.mark.parametrize("language", [Language.EN, Language.PL])
async def test_the_first_job_is_followed_up(stage: Stage, language: Language) -> None:
    olga, anna, tom = [await stage.newcomer(name, language) for name in ("Olga", "Anna", "Tom")]
    await says(stage, olga, f"/claim {stage.app.claim_code}")
    await applies(stage, tom)
    await taps(stage, olga, "Approve")
    await taps(stage, tom, "Go online")
    await says(stage, tom, "/workplace")
    to_go = "First jobs, near and simple: %(num)s to go"
    await tom.sees(texts_for(stage, tom).label_many(to_go, to_go, 1))
    await does_a_job(stage, anna, tom)
    await tom.sees(words(tom, "Your first jobs are done. Thank you!"))
    await stage.sleeps(hours=3, minutes=1)
    await taps(stage, anna, "Not good")
    await anna.sees(words(anna, "Thank you. An operator reads it."))
    await olga.sees(words(olga, "The customer says: not good. Please call them."))
