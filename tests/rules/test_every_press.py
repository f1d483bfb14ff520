"""Every button that there is, pressed by whoever should not, by whoever may, and again: answered each time."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from aiogram.filters.callback_data import CallbackData

from playground.person import CallbackAnswer, Person
from tests.clock import TestClock
from tests.rules.presses_scene import Scene, a_scene
from tests.rules.test_routing import PRESSES
from tests.stories.stage import Stage

ONE_MORE_EACH_TIME = {"do:search:", "do:wider:"}
"""An operator who asks for one more search gets one more; everything else that is pressed twice happens once."""


async def press_all(person: Person, presses: Iterable[CallbackData]) -> dict[str, CallbackAnswer | None]:
    """Press them all without waiting for one another; what each is answered."""
    packed = [press.pack() for press in presses]
    answers = await asyncio.gather(*(person.press_raw(data, answer_within=30) for data in packed))
    return dict(zip(packed, answers, strict=True))


async def test_nobody_does_what_is_not_theirs(tmp_path: Path, clock: TestClock) -> None:
    """A stranger, a colleague, an applicant, the wrong side of a job: an alert, nothing shown, nothing changed."""
    async with Stage(tmp_path, clock) as stage:
        scene = await a_scene(stage)
        before = await scene.state()
        shown = {person.id: len(person.chat.from_bot) for person in scene.everybody}
        every = list(scene.presses())
        wrong = {
            person.id: [press for press, may in every if person not in may] for person in scene.everybody
        }
        answers = await asyncio.gather(*(press_all(person, wrong[person.id]) for person in scene.everybody))
        await stage.settled()
        let_in = {
            f"{person.first_name}: {data}": answer
            for person, answered in zip(scene.everybody, answers, strict=True)
            for data, answer in answered.items()
            if answer is None or not answer.show_alert or not answer.text
        }
        assert let_in == {}
        assert await scene.state() == before
        assert {person.id: len(person.chat.from_bot) for person in scene.everybody} == shown


async def test_every_press_may_be_repeated(tmp_path: Path, clock: TestClock) -> None:
    """Whoever may press it presses it twice: both are answered, and the second changes nothing."""
    async with Stage(tmp_path, clock) as stage:
        scene = await a_scene(stage)
        for press, may in scene.presses():
            await twice(scene, press.pack(), may[0])


async def twice(scene: Scene, data: str, person: Person) -> None:
    """What a person opens for themselves (a question, a list) may open again."""
    assert await person.press_raw(data) is not None, data
    await scene.stage.settled()
    after = await scene.state("conversations", "desk_pages")
    assert await person.press_raw(data) is not None, data
    await scene.stage.settled()
    if not data.startswith(tuple(ONE_MORE_EACH_TIME)):
        assert await scene.state("conversations", "desk_pages") == after, data


async def test_every_kind_of_press_is_there(tmp_path: Path, clock: TestClock) -> None:
    async with Stage(tmp_path, clock) as stage:
        scene = await a_scene(stage)
        assert {type(press) for press, _ in scene.presses()} == PRESSES
