"""Every button that there is, pressed by whoever should not, by whoever may, and again: answered each time."""

import asyncio

from playground.person import Person
from tests.clock import TestClock
from tests.plain_waves import PLAIN_WAVES
from tests.rules.presses_scene import Scene, a_scene
from tests.rules.test_routing import PRESSES
from tests.stories.stage import Stage

ONE_MORE_EACH_TIME = {"do:search:", "do:wider:", "pa:link:", "pa:invite:", "tm:invite:", "cy:invite:", "dq:link:"}
"""Whoever asks for one more search or link gets one more; everything else that is pressed twice happens once."""


async def test_nobody_does_what_is_not_theirs(database_url: str, clock: TestClock) -> None:
    """A stranger, a colleague, an applicant, the wrong side of a job: an alert, nothing shown, nothing changed."""
    async with Stage(database_url, clock, PLAIN_WAVES) as stage:
        scene = await a_scene(stage)
        before = scene.state()
        shown = {person.id: len(person.chat.from_bot) for person in scene.everybody}
        tries = list(scene.not_theirs())
        answers = await asyncio.gather(*(person.press_raw(press.pack(), answer_within=120) for person, press in tries))
        await stage.settled()
        let_in = [
            (person.first_name, press)
            for (person, press), answer in zip(tries, answers, strict=True)
            if answer is None or not answer.show_alert or not answer.text
        ]
        assert let_in == []
        assert scene.state() == before
        assert {person.id: len(person.chat.from_bot) for person in scene.everybody} == shown


async def test_every_press_may_be_repeated(database_url: str, clock: TestClock) -> None:
    """Whoever may press it presses it twice: both are answered, and the second changes nothing."""
    async with Stage(database_url, clock, PLAIN_WAVES) as stage:
        scene = await a_scene(stage)
        for press, may in scene.presses():
            await twice(scene, press.pack(), may[0])


async def twice(scene: Scene, data: str, person: Person) -> None:
    """What was refused is refused again. What a person opens for themselves (a question, a list) may open again."""
    first = await person.press_raw(data)
    assert first is not None, data
    if first.show_alert:
        assert await person.press_raw(data) == first, data
        return
    await scene.stage.settled()
    after = scene.state("conversations", "desk_pages")
    assert await person.press_raw(data) is not None, data
    await scene.stage.settled()
    if not data.startswith(tuple(ONE_MORE_EACH_TIME)):
        assert scene.state("conversations", "desk_pages") == after, data


async def test_every_kind_of_press_is_there(database_url: str, clock: TestClock) -> None:
    async with Stage(database_url, clock, PLAIN_WAVES) as stage:
        scene = await a_scene(stage)
        assert {type(press) for press, _ in scene.presses()} == PRESSES
