"""Before confirming, customers read when somebody will likely come; it stands on the card, and score is kept of it."""

import re
from datetime import timedelta

from bot.domain.ids import PersonId
from bot.domain.points import Point
from bot.domain.preferences import Preference
from bot.domain.promises import Kept
from db import preferences, promises
from playground.person import Person
from tests.stories.journeys import answers_crew_and_contact, asked_for, opens_the_leak, order_of, taps, technicians
from tests.stories.stage import KRAKOW, Stage

NEARBY = Point(lat=50.0914, lon=19.9366)
"""More than three kilometres from the door."""
NAMES = ("Ali", "Bo", "Kim", "Max", "Ola", "Ewa", "Jan", "Iza", "Leo", "Mia", "Tom", "Zoe")


async def sums_up(stage: Stage, anna: Person) -> None:
    """Up to the summary."""
    await opens_the_leak(stage, anna)
    await taps(stage, anna, "Nothing to add")
    await anna.shares_location(*KRAKOW)
    await stage.settled()
    await taps(stage, anna, "As soon as possible")
    await answers_crew_and_contact(stage, anna)


def times(words: str, text: str) -> list[str]:
    """The times of day in the line that begins with these words."""
    (line,) = [line for line in text.splitlines() if words in line]
    return re.findall(r"\d\d:\d\d", line)


async def kept(stage: Stage) -> tuple[Kept, Kept]:
    now = stage.clock.now()
    return await stage.app.database.read(lambda connection: promises.kept(connection, now - timedelta(days=1), now))


async def test_the_summary_promises_and_the_card_keeps_it(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    crowd = await technicians(stage, *NAMES, base=NEARBY)
    await sums_up(stage, anna)
    said = times("Most likely here by", (await anna.sees("Most likely here by")).text)
    assert said == sorted(said)
    await taps(stage, anna, "Order for %(price)s", price=stage.app.market.catalogue.categories[0].services[0].price)
    order = await order_of(stage, anna)
    assert times("Most likely here by", (await anna.sees("Looking for a technician")).text) == said
    offers = await asked_for(stage, order.id)
    first = next(person for person in crowd if person.id == offers[0])
    await taps(stage, first, "Accept")
    card = await anna.sees("Order 1 ·")
    assert "here by" not in card.text
    promise = await stage.app.database.read(lambda connection: promises.find(connection, order.id))
    assert promise is not None
    assert promise.likely is not None
    await taps(stage, first, "On my way", "I have arrived")
    assert await kept(stage) == (Kept(1, 1), Kept(1, 1))


async def test_nobody_is_around_and_it_says_so(stage: Stage) -> None:
    reza = await stage.newcomer("Reza", "fa")
    await sums_up(stage, reza)
    await reza.sees("الان تعمیرکار آنلاینی نزدیک شما نیست")


async def test_whoever_the_customer_never_wants_again_makes_no_promise(stage: Stage) -> None:
    reza = await stage.newcomer("Reza", "fa")
    (ali,) = await technicians(stage, "Ali", base=NEARBY)
    never = Preference.BLOCKED
    await stage.app.turns.run(lambda tx: preferences.keep(tx, PersonId(reza.id), PersonId(ali.id), never))
    await sums_up(stage, reza)
    await reza.sees("الان تعمیرکار آنلاینی نزدیک شما نیست")


async def test_in_persian_the_times_are_persian(stage: Stage) -> None:
    reza = await stage.newcomer("Reza", "fa")
    await technicians(stage, *NAMES, base=NEARBY)
    await sums_up(stage, reza)
    message = await reza.sees("به احتمال زیاد تا ساعت")
    assert re.search("[۰-۹]{2}:[۰-۹]{2}", message.text)


async def test_a_promise_that_is_late_is_owned_up_to(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    await technicians(stage, *NAMES, base=NEARBY)
    await sums_up(stage, anna)
    await taps(stage, anna, "Order for %(price)s", price=stage.app.market.catalogue.categories[0].services[0].price)
    await stage.passes(hours=2)
    assert await kept(stage) == (Kept(0, 1), Kept(0, 1))
    await olga.says("/stats")
    await stage.settled()
    await olga.sees("‘most likely’ 0% of 1 (should be 50%)")


async def test_whoever_thinks_long_gets_a_promise_of_now(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await technicians(stage, *NAMES, base=NEARBY)
    await sums_up(stage, anna)
    await stage.passes(hours=3)
    await taps(stage, anna, "Order for %(price)s", price=stage.app.market.catalogue.categories[0].services[0].price)
    order = await order_of(stage, anna)
    promise = await stage.app.database.read(lambda connection: promises.find(connection, order.id))
    assert promise is not None
    assert promise.made_at == stage.clock.now()


async def test_for_another_time_nothing_is_promised(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await technicians(stage, "Ali")
    await opens_the_leak(stage, anna)
    await taps(stage, anna, "Nothing to add")
    await anna.shares_location(*KRAKOW)
    await stage.settled()
    await taps(stage, anna, "Tomorrow", "14:00–16:00")
    await answers_crew_and_contact(stage, anna)
    message = await anna.sees("Is everything right?")
    assert "here by" not in message.text
