"""Skills are proved one by one: a quiz failed and passed, an operator's word, and nobody helps themselves."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from db import technicians as rows
from playground.person import Person
from tests.clock import TestClock
from tests.stories.journeys import applies, asked_for, orders_a_leak, says, taps
from tests.stories.stage import Stage, words

CHANGED = "2026-03-06"
"""From this day on the quiz's questions are others; the stories begin two days before."""


@pytest.fixture
async def stage(database_url: str, clock: TestClock, folder: Path) -> AsyncIterator[Stage]:
    """A market in which an approval grants nothing yet, with a quiz of plumbing and of nothing else."""
    (bank := folder / "quizzes").mkdir()
    questions = (Path("quizzes") / "plumbing.yaml").read_text(encoding="utf-8")
    (bank / "plumbing.yaml").write_text(f"changed: {CHANGED}\n{questions}", encoding="utf-8")
    quizzes: dict[str, Any] = {"folder": bank, "questions": 5, "pass_percent": 80, "retry_hours": 24}
    async with Stage(database_url, clock, {"quizzes": {**quizzes, "skills_on_approval": False}}) as stage:
        yield stage


async def skills_of(stage: Stage, person: Person) -> set[str]:
    row = await stage.app.database.read(partial(rows.find, person=PersonId(person.id)))
    assert row is not None
    return set(row.skills)


async def answers(stage: Stage, person: Person, rightly: int, language: Language) -> None:
    """Five questions, the first so many of them rightly: by the bank's words, wherever they are shown."""
    bank = {one.ask[language]: one.options[0][language] for one in stage.app.market.quizzes.banks["plumbing"]}
    for number in range(5):
        question = person.last
        assert question is not None
        lines = question.text.splitlines()
        right = bank[next(line for line in lines if line in bank)]
        places = [line for line in lines if line[1:3] == ". "]
        place = next(at for at, line in enumerate(places) if (line[3:] == right) is (number < rightly))
        await person.taps(places[place][0])
        await stage.settled()


@pytest.mark.parametrize("language", [Language.EN, Language.FA])
async def test_a_skill_comes_with_its_quiz(stage: Stage, language: Language) -> None:
    olga, anna, tom = [await stage.newcomer(name, language) for name in ("Olga", "Anna", "Tom")]
    await says(stage, olga, f"/claim {stage.app.claim_code}")
    await applies(stage, tom)
    await taps(stage, olga, "Approve")
    assert await skills_of(stage, tom) == set()
    plumbing = stage.app.market.catalogue.skills["plumbing"][language]
    await tom.sees(words(tom, "%(skill)s: take the quiz, or wait for an operator", skill=plumbing))
    await taps(stage, tom, "Go online")
    order = await orders_a_leak(stage, anna)
    assert await asked_for(stage, order.id) == []
    await says(stage, tom, "/skills")
    await fails_and_must_wait(stage, tom, plumbing, language)
    await says(stage, tom, "/skills")
    await taps(stage, tom, "Quiz: %(skill)s", skill=plumbing)
    await taps(stage, tom, "Begin")
    await answers(stage, tom, 4, language)
    await tom.sees(words(tom, "Passed: %(skill)s", skill=plumbing))
    assert await skills_of(stage, tom) == {"plumbing"}
    order = await orders_a_leak(stage, anna)
    assert await asked_for(stage, order.id) == [tom.id]
    await takes_it_anew(stage, tom, plumbing, language)


async def takes_it_anew(stage: Stage, tom: Person, plumbing: str, language: Language) -> None:
    """The questions have changed: asked once to take them again; the skill stays, however it goes."""
    (job,) = [job for job in stage.app.scheduler.calendar if job.name == "new_questions"]
    await stage.app.scheduler.run_calendar_job(job)
    await stage.sleeps(hours=24)
    for _ in range(2):
        await stage.app.scheduler.run_calendar_job(job)
        await stage.settled()
    told = words(tom, "New questions: %(skill)s", skill=plumbing)
    assert tom.transcript().count(told) == 1
    for rightly, said in ((3, "Not this time: %(skill)s"), (5, "Passed: %(skill)s")):
        await says(stage, tom, "/skills")
        await tom.sees(words(tom, "%(skill)s: the questions are new, take the quiz again", skill=plumbing))
        await taps(stage, tom, "Quiz: %(skill)s", skill=plumbing)
        await taps(stage, tom, "Begin")
        await answers(stage, tom, rightly, language)
        await tom.sees(words(tom, said, skill=plumbing))
        assert await skills_of(stage, tom) == {"plumbing"}
        await stage.sleeps(hours=24)
    again = await tom.press_raw("sk:quiz:plumbing")
    assert again is not None
    assert again.show_alert


async def fails_and_must_wait(stage: Stage, tom: Person, plumbing: str, language: Language) -> None:
    """Three of five; after that the button is gone, and an old one does nothing until a day has passed."""
    await taps(stage, tom, "Quiz: %(skill)s", skill=plumbing)
    await taps(stage, tom, "Begin")
    await answers(stage, tom, 3, language)
    await tom.sees(words(tom, "Not this time: %(skill)s", skill=plumbing))
    await taps(stage, tom, "My skills")
    assert words(tom, "Quiz: %(skill)s", skill=plumbing) not in tom.buttons()
    early = await tom.press_raw("sk:quiz:plumbing")
    assert early is not None
    assert early.show_alert
    assert await skills_of(stage, tom) == set()
    await stage.sleeps(hours=24, minutes=1)


async def test_operators_grant_and_withdraw_and_nobody_else(stage: Stage) -> None:
    olga, tom = await stage.owner(), await stage.newcomer("Tom")
    await applies(stage, tom)
    await taps(stage, olga, "Approve")
    await says(stage, tom, "/skills")
    await taps(stage, tom, "Ask for: Locks and doors")
    await olga.sees("Locks and doors: wanted")
    for person, data in ((tom, f"sg:1:locks:{tom.id}"), (olga, "sk:want:glazing"), (tom, "sk:want:flying")):
        refused = await person.press_raw(data)
        assert refused is not None
        assert refused.show_alert, data
    assert await skills_of(stage, tom) == set()
    await taps(stage, olga, "⏳ Locks and doors")
    await tom.sees("You have a new skill: Locks and doors")
    assert await skills_of(stage, tom) == {"locks"}
    await taps(stage, olga, "✓ Locks and doors")
    await tom.sees("No longer among your skills: Locks and doors")
    assert await skills_of(stage, tom) == set()


async def test_leaving_a_quiz_uses_the_try_up_and_a_restart_does_not(stage: Stage) -> None:
    olga, tom = await stage.owner(), await stage.newcomer("Tom")
    await applies(stage, tom)
    await taps(stage, olga, "Approve")
    await says(stage, tom, "/skills")
    await taps(stage, tom, "Quiz: Plumbing", "Begin")
    before = tom.last
    await stage.restart()
    await taps(stage, tom, "Back", "Begin")
    assert before is not None
    again = tom.last
    assert again is not None
    assert again.text == before.text, "going back brings no other questions"
    await taps(stage, tom, "Cancel")
    late = await tom.press_raw("sk:quiz:plumbing")
    assert late is not None
    assert "You may try again in" in late.text
