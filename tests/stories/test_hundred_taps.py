"""A hundred technicians are asked and all tap Accept in the same moment: one job, ninety-nine polite answers."""

import asyncio
from collections import Counter

import pytest

from bot.domain.ids import OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.people import Person as Known
from bot.turn import Transaction
from bot.ui.presses import OfferPress
from db import offers, people
from playground.person import Person
from tests.clock import TestClock
from tests.dispatch_scene import new_order
from tests.job_scene import make_technician
from tests.plain_waves import PLAIN_WAVES
from tests.stories.journeys import crew_of, find
from tests.stories.stage import Stage

CROWD = 100
ALL_AT_ONCE = {"dispatch": PLAIN_WAVES["dispatch"] | {"wave_size": CROWD}}


@pytest.mark.both_engines
async def test_one_job_and_ninety_nine_polite_answers(database_url: str, clock: TestClock) -> None:
    async with Stage(database_url, clock, ALL_AT_ONCE) as stage:
        anna = await stage.newcomer("Anna")
        crowd = await a_crowd(stage)
        order: OrderId = await stage.app.turns.run(lambda tx: new_order(tx, PersonId(anna.id)))
        await stage.settled()
        answers = await everybody_taps(stage, order, crowd)
        assert Counter(answers) == {"It is yours.": 1, "Too late, sorry: somebody else was faster.": CROWD - 1}
        await one_has_it(stage, order, crowd)
        await anna.sees("Your technician is found")


async def a_crowd(stage: Stage) -> list[Person]:
    """Technicians who have been here for long: written into the database, their chats open."""
    crowd = [stage.playground.person(f"Tech {number}") for number in range(CROWD)]

    def know(tx: Transaction) -> None:
        for person in crowd:
            people.meet(tx, Known(PersonId(person.id), person.first_name, Language.EN), person.first_name)
            make_technician(tx, PersonId(person.id), person.first_name)

    await stage.app.turns.run(know)
    for person in crowd:
        person.chat.record.started = True
    return crowd


async def everybody_taps(stage: Stage, order: OrderId, crowd: list[Person]) -> list[str]:
    """Each on the card of their own; what the bot says to each of them."""
    made = await stage.app.database.read(lambda connection: offers.of_order(connection, order))
    offer_of = {offer.technician: offer.id for offer in made}
    assert len(offer_of) == CROWD

    async def tap(person: Person) -> str:
        card = await person.sees("Leaking pipe or tap")
        data = OfferPress(act="accept", offer_id=offer_of[PersonId(person.id)]).pack()
        answered = await person.press_raw(data, card.message_id, answer_within=60)
        return answered.text if answered else "no answer"

    answers = await asyncio.gather(*(tap(person) for person in crowd))
    await stage.settled()
    return answers


async def one_has_it(stage: Stage, order: OrderId, crowd: list[Person]) -> None:
    """In the database and on every screen."""
    assert list((await crew_of(stage, order)).values()) == [JobStatus.ASSIGNED]
    row = await find(stage, order)
    assert (row.status, row.taken) == (OrderStatus.ASSIGNED, 1)
    shown = Counter(person.buttons()[0] if person.buttons() else "nothing to tap" for person in crowd)
    assert shown == {"On my way": 1, "Why not me?": CROWD - 1}
    assert sum(bool(person.chat.find("Taken by somebody else.")) for person in crowd) == CROWD - 1
    assert sum(bool(person.chat.find("Rynek Główny")) for person in crowd) == 1
