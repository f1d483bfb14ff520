"""At night nobody hears what can wait; whoever has a running order hears everything about it."""

from datetime import datetime, time

import pytest

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.turn import Transaction
from bot.usecases.quiet_hours import tell_gently
from playground.person import Person
from tests.stories.journeys import orders_a_leak, says, taps, technicians, texts_for
from tests.stories.stage import Stage, words
from tests.stories.test_preferences import done

NEWS = "Your first jobs are done. Thank you!"
HALF_A_DAY = 12 * 3600


async def at(stage: Stage, moment: str) -> None:
    """It is so late on the city's clocks."""
    local = datetime.fromisoformat(moment).replace(tzinfo=stage.app.market.city.time_zone)
    wait = (local - stage.clock.now()).total_seconds()
    await (stage.sleeps(seconds=wait) if wait > HALF_A_DAY else stage.passes(seconds=wait))


@pytest.mark.parametrize("language", [Language.FA, Language.PL])
async def test_what_can_wait_waits_and_what_runs_does_not(stage: Stage, language: Language) -> None:
    """The market asks a week after the work, by then at midnight: the customer reads it in the morning."""
    anna = await stage.newcomer("Anna", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    await at(stage, "2026-03-05T00:30")
    await stage.app.turns.run(lambda tx: done(tx, anna.id, ali.id))
    question = words(anna, "Is everything still fine?")
    for night in ("2026-03-07T01:00", "2026-03-14T02:00", "2026-03-14T06:59"):
        await at(stage, night)
    assert question not in anna.transcript()
    await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    await anna.sees(words(anna, "Your technician is found"))
    await taps(stage, anna, "Cancel the order", "It is solved already")
    await at(stage, "2026-03-14T07:00")
    await anna.sees(question)
    assert anna.transcript().count(question) == 1
    await they_are_chosen(stage, ali)
    await and_taken_back(stage, ali)


async def they_are_chosen(stage: Stage, ali: Person) -> None:
    """Other hours: what waited comes when they end, whatever happened to the process meanwhile."""
    texts = texts_for(stage, ali)
    await says(stage, ali, "/preferences")
    await taps(stage, ali, "🌙 Quiet hours")
    await taps(stage, ali, "from %(time)s", time=texts.time(time(0)))
    await taps(stage, ali, "until %(time)s", time=texts.time(time(9)))
    for data in ("qh:begin:12", "qh:end:23", "qh:explode:0"):
        refused = await ali.press_raw(data)
        assert refused is not None
        assert refused.show_alert
    await at(stage, "2026-03-15T08:00")
    await told(stage, ali)
    assert words(ali, NEWS) not in ali.transcript()
    await stage.restart()
    await at(stage, "2026-03-15T09:00")
    await ali.sees(words(ali, NEWS))


async def and_taken_back(stage: Stage, ali: Person) -> None:
    """Whoever wants to hear everything hears at once what has waited; at night too, until they want quiet again."""
    await at(stage, "2026-03-16T03:00")
    await told(stage, ali)
    await told(stage, ali)
    assert ali.transcript().count(words(ali, NEWS)) == 1
    await taps(stage, ali, "No quiet hours")
    assert ali.transcript().count(words(ali, NEWS)) == 3, "nothing that waited is lost"
    await at(stage, "2026-03-16T23:30")
    await told(stage, ali)
    assert ali.transcript().count(words(ali, NEWS)) == 4
    await taps(stage, ali, "🌙 Quiet hours on")
    await told(stage, ali)
    assert ali.transcript().count(words(ali, NEWS)) == 4


async def told(stage: Stage, ali: Person) -> None:
    """Something that can wait."""

    def tell(tx: Transaction) -> None:
        tell_gently(tx, PersonId(ali.id), "probation/over")

    await stage.app.turns.run(tell)
    await stage.settled()
