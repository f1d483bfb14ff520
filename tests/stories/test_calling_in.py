"""Too few are online for what is to come: those off duty are asked to come, in their language, by one tap."""

from collections.abc import Iterable
from datetime import timedelta

from bot.domain.ids import PersonId
from bot.turn import Transaction
from bot.usecases.technicians import go_offline
from db import calls
from playground.person import Person
from tests.past_scene import every_day_at, write_past
from tests.stories.journeys import taps, technicians
from tests.stories.stage import Stage

HOURS = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0]


async def a_busy_market(stage: Stage, off_duty: Iterable[Person]) -> None:
    """Four weeks in which six orders came every afternoon, and nobody is online."""
    anna = await stage.newcomer("Anna")

    def write(tx: Transaction) -> None:
        write_past(tx, anna.id, every_day_at(HOURS, 28, tx.now))
        for person in off_duty:
            go_offline(tx, PersonId(person.id))

    await stage.app.turns.run(write)


async def came(stage: Stage) -> tuple[int, int]:
    since = stage.clock.now() - timedelta(days=3)
    return await stage.app.database.read(lambda connection: calls.called_and_came(connection, since))


async def test_one_tap_and_they_are_online(stage: Stage) -> None:
    olga = await stage.owner()
    (ali,), (reza,) = await technicians(stage, "Ali"), await technicians(stage, "Reza", language="fa")
    await a_busy_market(stage, [ali, reza])
    await stage.passes(minutes=31)
    await ali.sees("jobs expected near you until 15:30")
    await reza.sees("کار تا ساعت ۱۵:۳۰")
    await taps(stage, ali, "Go online")
    await ali.sees("Thank you for coming!")
    await taps(stage, reza, "Not today")
    await reza.sees("باشد، امروز نه")
    assert await came(stage) == (2, 1)
    await olga.says("/stats")
    await stage.settled()
    await olga.sees("Called in: 2 · came: 1")


async def test_not_today_may_be_thought_better_of(stage: Stage) -> None:
    (reza,) = await technicians(stage, "Reza", language="fa")
    await a_busy_market(stage, [reza])
    await stage.passes(minutes=31)
    await taps(stage, reza, "Not today", "Go online")
    await reza.sees("ممنون که آمدید")
    assert await came(stage) == (1, 1)


async def test_muted_and_asked_again_by_the_workplaces_switch(stage: Stage) -> None:
    (ali,) = await technicians(stage, "Ali")
    await a_busy_market(stage, [ali])
    await stage.passes(minutes=31)
    await taps(stage, ali, "Don’t ask me again")
    await ali.sees("We will not ask you again")
    await stage.passes(days=1)
    assert await came(stage) == (1, 0)
    await ali.says("/workplace")
    await stage.settled()
    await taps(stage, ali, "Ask me when I am needed")
    await stage.passes(days=1)
    assert (await came(stage))[0] >= 2


async def test_a_call_that_has_passed_says_so(stage: Stage) -> None:
    (ali,) = await technicians(stage, "Ali")
    await a_busy_market(stage, [ali])
    await stage.passes(minutes=31)
    await stage.passes(hours=3, minutes=5)
    await ali.sees("That has passed.")
