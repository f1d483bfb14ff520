"""An operator asks what other settings would have done: a word at once, then a picture; or why there is none."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from matplotlib.image import imread

from playground.person import Person
from playground.world.files import find
from tests.past_scene import every_day_at, write_past
from tests.stories.journeys import technicians
from tests.stories.stage import Stage


async def with_past(stage: Stage, days: int) -> Person:
    """Three orders on each of the last days, and somebody to serve them; the operator is given back."""
    olga = await stage.owner(language="fa")
    anna = await stage.newcomer("Anna")
    await technicians(stage, "Ali", "Bo", "Kim")
    moments: Sequence[datetime] = every_day_at([1, 2, 3], days, stage.clock.now()) if days else []
    if moments:
        await stage.app.turns.run(lambda tx: write_past(tx, anna.id, moments))
    return olga


def pictures(stage: Stage, person: Person) -> list[bytes]:
    """The pictures that the bot has sent this person."""
    sent = [message.content["photo"][-1]["file_id"] for message in person.chat.from_bot if "photo" in message.content]
    return [find(stage.playground.world, file_id).content for file_id in sent]


async def test_the_picture_comes(stage: Stage) -> None:
    olga = await with_past(stage, 25)
    await olga.says("/lab")
    await olga.sees("۷۵ سفارش")
    await stage.settled()
    await olga.sees("تنظیمات دیگر")
    (picture,) = pictures(stage, olga)
    high, wide, _ = imread(BytesIO(picture)).shape
    assert (wide, high) == (1080, 810)


async def test_with_too_few_orders_it_says_how_many_it_needs(stage: Stage) -> None:
    olga = await with_past(stage, 2)
    await olga.says("/lab")
    await olga.sees("فقط ۶ سفارش")
    await olga.sees("۵۰")
    assert pictures(stage, olga) == []


async def test_without_technicians_there_is_nobody_to_play_it_with(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    await stage.app.turns.run(lambda tx: write_past(tx, anna.id, every_day_at([1, 2, 3], 25, tx.now)))
    await olga.says("/lab")
    await stage.settled()
    await olga.sees("no approved technician")


async def test_asked_twice_it_is_played_once(stage: Stage) -> None:
    olga = await with_past(stage, 25)
    await olga.says("/lab")
    await olga.says("/lab")
    await stage.settled()
    await olga.sees("هنوز مشغولم")
    assert len(pictures(stage, olga)) == 1


async def test_it_is_for_operators(stage: Stage) -> None:
    await with_past(stage, 25)
    bo = await stage.newcomer("Bo")
    await bo.says("/lab")
    await stage.settled()
    assert pictures(stage, bo) == []
