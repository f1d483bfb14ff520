"""Why: operators see how each wave chose; technicians hear why they were asked or not, and nothing of anybody else."""

import pytest

from bot.domain.languages import Language
from bot.domain.orders import Order
from db.tables import order_events, orders
from db.tables import technicians as rows
from playground.person import Person
from tests.clock import TestClock
from tests.matching_scene import km_north
from tests.stories.journeys import asked_for, orders_a_leak, says, taps, technicians, texts_for
from tests.stories.stage import Stage, words

NAMES = ("Ali", "Boris", "Cyril", "Denis", "Evelyn")
HELD_BACK = {"Cyril": "offline", "Denis": "as many jobs as they take", "Evelyn": "beyond their work radius"}
ASKED_TOGETHER = "You were number %(place)s of the %(together)s who were asked together."
ASKED_ALWAYS = "You were asked for every order near you in the last %(days)s days that your skills fit."
Cast = dict[str, Person]


async def has_set(stage: Stage, person: Person, **columns: object) -> None:
    """What a technician had set before anything began."""
    change = rows.update().where(rows.c.person_id == person.id).values(**columns)
    await stage.app.turns.run(lambda tx: tx.execute(change))


async def a_search(stage: Stage, language: str = "en") -> tuple[Cast, Order]:
    """Ali and Boris are asked; Cyril is offline, Denis takes no more, Evelyn works only close to her base."""
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    near = await technicians(stage, *NAMES[:4], language=language)
    (evelyn,) = await technicians(stage, NAMES[4], language=language, base=km_north(3.4))
    people = {person.first_name: person for person in (olga, anna, *near, evelyn)}
    await says(stage, people["Cyril"], "/offline")
    await has_set(stage, people["Denis"], max_jobs=0)
    await has_set(stage, evelyn, radius_km=1)
    return people, await orders_a_leak(stage, anna)


@pytest.mark.parametrize("language", [Language.EN, Language.FA])
async def test_operators_see_who_was_asked_and_who_not(stage: Stage, language: str) -> None:
    """First everybody, then by a tap all of a group and back again, then one technician after the other."""
    people, order = await a_search(stage, language)
    await everybody_at_once(stage, people, order)
    await a_group_and_back(stage, people)
    await one_by_one(stage, people, order)


async def everybody_at_once(stage: Stage, people: Cast, order: Order) -> None:
    olga = people["Olga"]
    await says(stage, olga, f"/why {order.id}")
    seen = (await olga.sees(words(olga, "Why: order %(number)s", number=order.id))).text
    assert [name for name in NAMES if name in seen] == list(NAMES)
    asked, held_back = seen[: seen.index("Boris")], seen[seen.index("Boris") :]
    assert "Ali" in asked
    for name, title in HELD_BACK.items():
        line = next(line for line in held_back.splitlines() if name in line)
        assert texts_for(stage, olga).capital(words(olga, title)) in line


async def a_group_and_back(stage: Stage, people: Cast) -> None:
    olga = people["Olga"]
    messages = len(olga.chat.messages)
    offline = next(label for label in olga.buttons() if texts_for(stage, olga).capital(words(olga, "offline")) in label)
    await olga.taps(offline)
    await stage.settled()
    seen = (await olga.sees("Cyril")).text
    assert str(people["Cyril"].id) in seen
    assert "Ali" not in seen
    await taps(stage, olga, "Back")
    await olga.sees("Boris")
    assert len(olga.chat.messages) == messages, "all in one message"


async def one_by_one(stage: Stage, people: Cast, order: Order) -> None:
    olga = people["Olga"]
    for name, reason in (("Denis", "not asked: %(rule)s"), ("Cyril", "No wave looked at them: %(rule)s")):
        rule = words(olga, HELD_BACK[name])
        await says(stage, olga, f"/why {order.id} {people[name].id}")
        await olga.sees(words(olga, reason, rule=rule))
    await says(stage, olga, f"/why {order.id} {people['Ali'].id}")
    await olga.sees(words(olga, "asked, number %(place)s", place=1))


async def test_what_the_desk_hears_is_for_the_desk(stage: Stage) -> None:
    """And of an order that nobody was asked for yet, it hears just that."""
    people, order = await a_search(stage)
    before = len(people["Ali"].chat.from_bot)
    await says(stage, people["Ali"], f"/why {order.id}")
    assert "Boris" not in people["Ali"].transcript()
    assert len(people["Ali"].chat.from_bot) == before + 1
    await says(stage, people["Olga"], "/why", "/why 99", f"/why {order.id} 987")
    for fragment in ("/why 12 or /why 12 5550001", "There is no order", "987"):
        await people["Olga"].sees(fragment)
    later = orders.update().values(service="something_else", status="quoting", wave=0)
    await stage.app.turns.run(lambda tx: tx.execute(later))
    await stage.app.turns.run(lambda tx: tx.execute(order_events.delete()))
    await says(stage, people["Olga"], f"/why {order.id}")
    await people["Olga"].sees("No wave has gone out for it yet")


@pytest.mark.parametrize("language", [Language.PL, Language.RU])
async def test_technicians_hear_why_and_why_not(stage: Stage, language: str) -> None:
    """Ali from the offer's card, the others when they look back at what went to somebody else."""
    people, order = await a_search(stage, language)
    await somebody_else_was_faster(stage, people)
    await what_went_to_others(stage, people, order)


async def somebody_else_was_faster(stage: Stage, people: Cast) -> None:
    ali, boris = people["Ali"], people["Boris"]
    await taps(stage, ali, "Why me?")
    told = (await ali.sees(words(ali, "Why you?"))).text
    assert (
        words(ali, "You were number %(place)s of the %(together)s who were asked together.", place=1, together=2)
        in told
    )
    assert words(ali, "no job running") in told
    await stage.passes(seconds=40)
    await taps(stage, boris, "Accept")
    await taps(stage, ali, "Why not me?")
    said = "Somebody else said yes first, %(duration)s after you were asked. The first yes counts."
    await ali.sees(words(ali, said, duration=texts_for(stage, ali).duration(40 / 60)))
    others = [message.text for message in ali.chat.from_bot]
    assert not [text for text in others for name in ("Boris", "Anna", "Evelyn") if name in text]


async def what_went_to_others(stage: Stage, people: Cast, order: Order) -> None:
    three_km = texts_for(stage, people["Evelyn"]).distance(3000)
    reasons = {
        "Cyril": words(people["Cyril"], "You were offline."),
        "Denis": words(people["Denis"], "You had as many jobs as you take at once."),
        "Evelyn": words(people["Evelyn"], "It was %(distance)s beyond your work radius.", distance=three_km),
    }
    for name, reason in reasons.items():
        person = people[name]
        await says(stage, person, "/start")
        await taps(stage, person, "Why was I not asked?")
        seen = (await person.sees(words(person, "Orders you were not asked for"))).text
        assert reason in seen
        assert "Boris" not in seen
        assert order.address.words not in seen
    await says(stage, people["Ali"], "/start")
    await taps(stage, people["Ali"], "Why was I not asked?")
    await people["Ali"].sees(words(people["Ali"], ASKED_ALWAYS, days=3))


STAFF_FIRST = {"dispatch": {"staff_head_start_seconds": 60}}


@pytest.mark.parametrize("language", [Language.RU, Language.FA])
async def test_a_market_that_asks_its_own_staff_first_says_so(
    language: str, database_url: str, clock: TestClock
) -> None:
    async with Stage(database_url, clock, STAFF_FIRST) as stage:
        olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
        ali, boris = await technicians(stage, "Ali", "Boris", language=language)
        (cyril,) = await technicians(stage, "Cyril", language=language, base=km_north(6))
        await says(stage, olga, f"/employment {cyril.id} staff")
        order = await orders_a_leak(stage, anna)
        assert await asked_for(stage, order.id) == [cyril.id], "the farthest, but their own"
        await says(stage, olga, f"/why {order.id}")
        await olga.sees(words(olga, "own staff, asked first"))
        await taps(stage, cyril, "Why me?")
        await cyril.sees(words(cyril, "The market asks its own staff first, and you are one of them."))
        await stage.passes(seconds=59)
        assert await asked_for(stage, order.id) == [cyril.id]
        await stage.passes(seconds=1)
        assert ali.id in await asked_for(stage, order.id)
        await taps(stage, ali, "Why me?")
        await ali.sees(words(ali, "The market asks its own staff first; then it was the others’ turn."))
        again = await orders_a_leak(stage, anna)
        await cyril.taps(words(cyril, "Accept"))
        await stage.settled()
        assert await asked_for(stage, again.id) == [cyril.id]
        await says(stage, boris, "/start")
        await taps(stage, boris, "Why was I not asked?")
        late = "The market asks its own staff first: it was taken before it was the others’ turn."
        await boris.sees(words(boris, late))
