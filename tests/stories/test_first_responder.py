"""A junior comes first and calls a senior: the story goes along, the customer knows who comes, the price holds."""

from functools import partial

import pytest

from bot.domain.ids import OrderId
from bot.domain.languages import Language
from bot.domain.levels import Level
from bot.domain.money import Money
from bot.domain.offers import JobStatus
from bot.domain.orders import Order, OrderStatus
from db import jobs
from db.tables import technicians as rows
from playground.person import Person
from tests.stories.journeys import (
    asked_for,
    code_of,
    crew_of,
    find,
    order_of,
    orders_a_leak,
    says,
    taps,
    technicians,
    texts_for,
    works,
)
from tests.stories.stage import Stage, words

NOTE = "The pump is seized, I have tried to free it"


async def has_level(stage: Stage, person: Person, level: Level) -> None:
    change = rows.update().where(rows.c.person_id == person.id).values(level=level.value)
    await stage.app.turns.run(lambda tx: tx.execute(change))


async def a_first_visit(stage: Stage, language: str) -> tuple[Person, Person, Person]:
    """Anna has ordered, Ali the junior is at work; Basia is an expert."""
    anna = await stage.newcomer("Anna", language)
    ali, basia = await technicians(stage, "Ali", "Basia", language=language)
    await has_level(stage, ali, Level.JUNIOR)
    await has_level(stage, basia, Level.EXPERT)
    await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept", "On my way", "I have arrived", "Start")
    await says(stage, ali, await code_of(stage, (await order_of(stage, anna)).id))
    return anna, ali, basia


async def agree_on_a_valve(stage: Stage, anna: Person, ali: Person) -> None:
    """Extra work, proposed with a number to call in its words."""
    await taps(stage, ali, "Extra work")
    await says(stage, ali, "50", "New valve, call 600 111 222")
    await taps(stage, anna, "Agree")


async def calls_a_senior(stage: Stage, ali: Person) -> None:
    """With a photo of the work and a note."""
    await taps(stage, ali, "Photos of the work")
    await ali.sends_photo()
    await stage.settled()
    await taps(stage, ali, "That’s all", "Call a senior", "It needs a special tool or part")
    await says(stage, ali, NOTE)
    await ali.sees(words(ali, "Thank you! A senior goes on from here."))


@pytest.mark.parametrize("language", [Language.EN, Language.PL])
async def test_a_senior_goes_on_and_both_visits_together_cost_the_price(stage: Stage, language: str) -> None:
    anna, ali, basia = await a_first_visit(stage, language)
    first = await order_of(stage, anna)
    await agree_on_a_valve(stage, anna, ali)
    await calls_a_senior(stage, ali)
    second = await order_of(stage, anna)
    await both_read_what_happened(stage, anna, basia, first, second)
    await taps(stage, basia, "Photos (%(number)s)", number=1)
    assert any("photo" in message.content for message in basia.chat.from_bot)
    await taps(stage, basia, "Accept")
    await works(stage, basia, await code_of(stage, second.id))
    assert await crew_of(stage, second.id) == {basia.id: JobStatus.DONE}
    await costs(stage, anna, first.id, Money(72_00, "PLN"))
    await costs(stage, anna, second.id, Money(108_00, "PLN"))


async def both_read_what_happened(stage: Stage, anna: Person, basia: Person, first: Order, second: Order) -> None:
    """The customer how it goes on, the senior what came before; the exact address stays with the customer."""
    goes_on = "It goes on as order %(number)s: a senior comes. Together the price stays the same."
    await anna.sees(words(anna, goes_on, number=second.id))
    reason = words(anna, "It needs a special tool or part")
    await anna.sees(words(anna, "A senior goes on from order %(number)s: %(reason)s", number=first.id, reason=reason))
    offer = (await basia.sees(NOTE)).text
    assert words(basia, "A first visit came before") in offer
    assert reason in offer
    assert "New valve" in offer
    for secret in (first.address.words, "600 111 222"):
        assert secret not in offer
    assert await asked_for(stage, second.id) == [basia.id]


async def costs(stage: Stage, anna: Person, order: OrderId, paid: Money) -> None:
    """The order is done for that sum, and the customer has read it."""
    assert (await find(stage, order)).status is OrderStatus.DONE
    (job,) = await stage.app.database.read(partial(jobs.of_order, order=order))
    assert job.pay == paid
    assert any(texts_for(stage, anna).money(paid) in message.text for message in anna.chat.from_bot)


async def test_nobody_above_a_stranger_and_thinking_better_of_it(stage: Stage) -> None:
    anna, ali, basia = await a_first_visit(stage, "en")
    await has_level(stage, basia, Level.JUNIOR)
    pressed = await ali.press_raw("sn:1")
    assert pressed is not None
    assert "nobody above your level" in pressed.text
    await has_level(stage, basia, Level.EXPERT)
    foreign = await basia.press_raw("sn:1")
    assert foreign is not None
    assert foreign.show_alert
    await taps(stage, ali, "Call a senior", "Cancel")
    assert (await order_of(stage, anna)).id == 1
    await taps(stage, ali, "Call a senior", "It is not safe alone", "Skip")
    await basia.sees("It is not safe alone")
    assert (await order_of(stage, anna)).status is OrderStatus.SEARCHING
