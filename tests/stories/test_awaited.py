"""Somebody is awaited: the technician is asked, the customer told honestly, others asked when nobody comes."""

import pytest

from bot.domain.languages import Language
from bot.domain.offers import JobStatus
from bot.domain.orders import Order, OrderStatus
from playground.person import Person
from tests.stories.journeys import asked_for, code_of, crew_of, find, orders_a_leak, says, taps, technicians, texts_for
from tests.stories.stage import Stage, words

LANGUAGES = pytest.mark.parametrize("language", [Language.PL, Language.FA])


async def a_job(stage: Stage, language: str = "en") -> tuple[Person, Person, Person, Order]:
    """Anna has ordered, Ali has accepted, Bo would come, too."""
    anna = await stage.newcomer("Anna", language)
    ali, bo = await technicians(stage, "Ali", "Bo", language=language)
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    return anna, ali, bo, order


@LANGUAGES
async def test_asked_are_you_on_your_way_and_no_answer(stage: Stage, language: str) -> None:
    olga = await stage.owner("Olga", language)
    anna, ali, bo, order = await a_job(stage, language)
    await stage.passes(minutes=10)
    await ali.sees(words(ali, "Are you on your way?"))
    await stage.passes(minutes=5)
    await ali.sees(words(ali, "We are asking others: you had not set out and did not answer."))
    await ali.sees(words(ali, "Order %(number)s is no longer yours.", number=order.id))
    await olga.sees(words(olga, "No answer, order %(number)s", number=order.id))
    silent = "%(name)s has not set out to order %(number)s and does not answer, sorry."
    await anna.sees(words(anna, silent, name=texts_for(stage, anna).name("Ali"), number=order.id))
    assert await asked_for(stage, order.id) == [ali.id, bo.id, bo.id]
    await taps(stage, bo, "Accept")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.HANDED_BACK, bo.id: JobStatus.ASSIGNED}


async def test_on_my_way_is_one_tap(stage: Stage) -> None:
    anna, ali, _bo, order = await a_job(stage)
    await stage.passes(minutes=10)
    await taps(stage, ali, "On my way")
    await ali.sees("The customer expects you at")
    await anna.sees("On the way to you")
    await stage.passes(minutes=5)
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.EN_ROUTE}


async def test_a_little_more_time_and_then_off(stage: Stage) -> None:
    _anna, ali, _bo, order = await a_job(stage)
    await stage.passes(minutes=10)
    await taps(stage, ali, "%(duration)s more", duration="10 min")
    await ali.sees("Good. Please set out by 12:20.")
    await ali.sees_no_button("10 min more")
    await stage.passes(minutes=9)
    await taps(stage, ali, "On my way")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.EN_ROUTE}


async def test_it_is_handed_back_from_the_question(stage: Stage) -> None:
    anna, ali, _bo, order = await a_job(stage)
    await stage.passes(minutes=10)
    await taps(stage, ali, "Hand back", "I can’t be there in time")
    await ali.sees("You handed this job back.")
    await anna.sees("Ali can’t make it to you after all")
    assert (await find(stage, order.id)).status is OrderStatus.SEARCHING


@LANGUAGES
async def test_a_late_arrival_is_told_with_a_new_time(stage: Stage, language: str) -> None:
    anna, ali, _bo, order = await a_job(stage, language)
    await taps(stage, ali, "On my way")
    await stage.passes(minutes=11)
    texts = texts_for(stage, anna)
    late = words(anna, "%(name)s is late, sorry.", name=texts.name("Ali"))
    await anna.sees(late)
    assert words(anna, "Look for somebody else") in anna.buttons()
    await taps(stage, ali, "in %(duration)s", duration=texts_for(stage, ali).duration(20))
    new_time = texts.time(stage.clock.now().replace(minute=31))
    await anna.sees(words(anna, "New estimate: %(time)s.", time=new_time))
    await ali.sees(words(ali, "The customer expects you at %(time)s.", time=new_time))
    await taps(stage, ali, "I have arrived")
    await anna.sees(words(anna, "%(name)s is there.", name=texts.name("Ali")))
    await anna.sees_no_button(words(anna, "Look for somebody else"))
    await ali.sees(words(ali, "You made it to order %(number)s. Thank you!", number=order.id))
    await taps(stage, ali, "Start")
    await says(stage, ali, await code_of(stage, order.id))
    await taps(stage, ali, "Done")
    assert (await find(stage, order.id)).status is OrderStatus.DONE


async def test_the_customer_does_not_wait(stage: Stage) -> None:
    anna, ali, bo, order = await a_job(stage)
    await taps(stage, ali, "On my way")
    await stage.passes(minutes=12)
    await taps(stage, anna, "Look for somebody else")
    await anna.sees("We look for somebody else, as you wished.")
    await ali.sees("The customer did not want to wait any longer.")
    assert order.address.words not in ali.chat.from_bot[-1].text
    assert await asked_for(stage, order.id) == [ali.id, bo.id, bo.id]
    await taps(stage, bo, "Accept", "On my way")
    await anna.sees("On the way to you")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.CANCELLED, bo.id: JobStatus.EN_ROUTE}


async def test_nobody_came(stage: Stage) -> None:
    olga = await stage.owner()
    anna, ali, bo, order = await a_job(stage)
    await taps(stage, ali, "On my way")
    await stage.passes(minutes=46)
    await anna.sees("Ali has not come to order 1, sorry.")
    await anna.sees("Ali does not come.")
    await olga.sees("Nobody came, order 1")
    await ali.sees("We are asking others: you were not there in time.")
    assert await asked_for(stage, order.id) == [ali.id, bo.id, bo.id]
    await says(stage, olga, f"/technician {ali.id}")
    await olga.sees("Did not come once in the last 30 days.")
    await says(stage, olga, f"/order {order.id}")
    await olga.sees("technician did not come: taken off")


async def test_a_restart_forgets_nobody(stage: Stage) -> None:
    _anna, ali, bo, order = await a_job(stage)
    await stage.passes(minutes=9)
    await stage.restart()
    await stage.passes(minutes=1)
    await ali.sees("Are you on your way?")
    await stage.restart()
    await stage.passes(minutes=5)
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.HANDED_BACK}
    assert (await asked_for(stage, order.id))[-1] == bo.id
