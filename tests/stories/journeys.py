"""What people do in many stories, as they do it in the chat: order, apply, answer an offer, work, rate.

Buttons are found by their words in the person's own language. Where the same label may still stand under an earlier
message, a person waits until the market has come to rest before the next tap, as people wait for a screen to change.
"""

import asyncio

from bot.domain.ids import OrderId, PersonId
from bot.domain.languages import OWN_NAMES, Language
from bot.domain.money import Money
from bot.domain.offers import JobStatus
from bot.domain.orders import Order
from bot.domain.points import Point
from bot.turn import Transaction
from bot.ui.texts import Texts, texts_of
from db import jobs, offers, orders
from db.tables import technicians as rows
from playground.person import Person
from tests.job_scene import DOOR, make_technician
from tests.stories.stage import KRAKOW, Stage, words

LEAK_PRICE = Money(180_00, "PLN")


def texts_for(stage: Stage, person: Person) -> Texts:
    """The voice in which the market speaks to this person, by the city's clocks."""
    return texts_of(Language(person.language_code or "en"), stage.app.market.city.time_zone)


async def taps(stage: Stage, person: Person, *msgids: str, **fields: object) -> None:
    """Tap these buttons one after the other, each in the person's own language."""
    for msgid in msgids:
        await person.taps(words(person, msgid, **fields))
        await stage.settled()


async def says(stage: Stage, person: Person, *texts: str) -> None:
    """Type these one after the other."""
    for text in texts:
        await person.says(text)
        await stage.settled()


# ---------------------------------------------------------------- the customer


async def opens_the_leak(stage: Stage, anna: Person) -> None:
    """New order → water → leak."""
    texts = texts_for(stage, anna)
    category = stage.app.market.catalogue.categories[0]
    await taps(stage, anna, "New order")
    await anna.taps(texts.named(category.names))
    await stage.settled()
    await anna.taps(texts.named(category.services[0].names))
    await stage.settled()


async def orders_a_leak(
    stage: Stage, anna: Person, *, crew: int = 1, at: tuple[float, float] = KRAKOW, credit: int = 0
) -> Order:
    """The shortest way to an order: no words, a pin, as soon as possible, no phone number. `credit`: minor units."""
    await opens_the_leak(stage, anna)
    await taps(stage, anna, "Nothing to add")
    await anna.shares_location(*at)
    await stage.settled()
    await taps(stage, anna, "As soon as possible")
    await answers_crew_and_contact(stage, anna, crew)
    await taps(stage, anna, "Order for %(price)s", price=Money(LEAK_PRICE.amount * crew - credit, "PLN"))
    return await order_of(stage, anna)


async def answers_crew_and_contact(stage: Stage, anna: Person, crew: int = 1) -> None:
    """How many, and no phone number."""
    await anna.taps(texts_for(stage, anna).digits(str(crew)))
    await stage.settled()
    await anna.presses(words(anna, "Skip"))
    await stage.settled()


async def order_of(stage: Stage, anna: Person) -> Order:
    """Her latest order."""
    found = await stage.app.database.read(lambda connection: orders.of_customer(connection, anna.id, most=1))
    assert found, anna.transcript()
    return found[0]


async def find(stage: Stage, order: OrderId) -> Order:
    """The order's row now."""
    row = await stage.app.database.read(lambda connection: orders.find(connection, order))
    assert row is not None
    return row


async def crew_of(stage: Stage, order: OrderId) -> dict[int, JobStatus]:
    """Who has, or had, a job of this order, and how far it is."""
    rows = await stage.app.database.read(lambda connection: jobs.of_order(connection, order))
    return {job.technician: job.status for job in rows}


async def code_of(stage: Stage, order: OrderId) -> str:
    """The start code that the customer reads out at the door."""
    return (await find(stage, order)).start_code


async def asked_for(stage: Stage, order: OrderId) -> list[int]:
    """Whom this order was offered to, in the order of asking."""
    made = await stage.app.database.read(lambda connection: offers.of_order(connection, order))
    return [offer.technician for offer in made]


# ---------------------------------------------------------------- the technician


async def technicians(stage: Stage, *names: str, language: str = "en", base: Point = DOOR) -> list[Person]:
    """People whom the operators approved long ago: online, with every skill there is."""
    people = list(await asyncio.gather(*(_consents(stage, name, language) for name in names)))
    await stage.settled()
    await stage.app.turns.run(lambda tx: _approve(tx, people, base))
    return people


async def _consents(stage: Stage, name: str, language: str) -> Person:
    person = stage.playground.person(name, language)
    await person.starts()
    await person.taps(words(person, "I agree"))
    return person


def _approve(tx: Transaction, people: list[Person], base: Point) -> None:
    for person in people:
        make_technician(tx, PersonId(person.id), person.first_name)
        here = rows.update().where(rows.c.person_id == person.id)
        tx.execute(here.values(base_lat=base.lat, base_lon=base.lon))


async def applies(stage: Stage, person: Person, *, typed_address: str = "", name: str = "") -> None:
    """Through every question of the registration."""
    await taps(stage, person, "Work as a technician")
    if name:
        await says(stage, person, name)
    else:
        await person.taps(person.first_name)
    await person.presses(words(person, "Share my number"))
    await stage.settled()
    await person.taps(stage.app.market.catalogue.skills["plumbing"][Language(person.language_code or "en")])
    await stage.settled()
    await taps(stage, person, "Continue")
    await _says_where_from(stage, person, typed_address)
    await person.taps(texts_for(stage, person).distance(10_000))
    await stage.settled()
    await person.taps(OWN_NAMES[Language.PL])
    await stage.settled()
    await taps(stage, person, "Continue")
    await says(stage, person, "Ten years at the waterworks")
    await _shows_papers(stage, person)
    await taps(stage, person, "Send the application")


async def _says_where_from(stage: Stage, person: Person, typed_address: str) -> None:
    if typed_address:
        await says(stage, person, typed_address)
        await person.taps(person.buttons()[0])
    else:
        await person.presses(words(person, "Send where I am"), at=KRAKOW)
    await stage.settled()


async def _shows_papers(stage: Stage, person: Person) -> None:
    await person.sends_album(2)
    await stage.settled()
    await taps(stage, person, "Continue")
    await person.sends_photo()
    await stage.settled()


async def works(stage: Stage, technician: Person, code: str) -> None:
    """From accepted to done."""
    await taps(stage, technician, "On my way", "I have arrived", "Start")
    await says(stage, technician, code)
    await taps(stage, technician, "Done")


# ---------------------------------------------------------------- both


async def rates(stage: Stage, person: Person, name: str, stars: int, *, comment: str = "") -> None:
    """Give stars, no tags, and a word or none; customers also say that one visit was enough."""
    await taps(stage, person, "Rate %(name)s", name=name)
    await person.taps(f"{texts_for(stage, person).digits(str(stars))} ★")
    await stage.settled()
    await taps(stage, person, "Skip")
    if words(person, "Yes, at once") in person.buttons():
        await taps(stage, person, "Yes, at once")
    if comment:
        await says(stage, person, comment)
    else:
        await taps(stage, person, "Skip")
