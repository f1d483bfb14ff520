"""Offers as technicians see them: in their chats, among others, across a restart."""

import asyncio

from bot.domain.ids import OrderId, PersonId
from bot.domain.offers import CancelReason, JobStatus
from bot.domain.orders import Attachment, Order, OrderStatus
from bot.ui.presses import OfferPress
from bot.usecases.cancelling import cancel_order
from db import jobs, offers, orders
from db.outbox import show_card
from db.transaction import Transaction
from playground.person import Person
from tests.dispatch_scene import new_order
from tests.job_scene import make_technician
from tests.stories.stage import Stage


async def technicians(stage: Stage, *names: str) -> list[Person]:
    people = list(await asyncio.gather(*(stage.newcomer(name) for name in names)))
    await stage.app.turns.run(lambda tx: _approve(tx, people))
    return people


def _approve(tx: Transaction, people: list[Person]) -> None:
    for person in people:
        make_technician(tx, PersonId(person.id), person.first_name)


async def orders_a_leak(stage: Stage, anna: Person, crew: int = 1) -> OrderId:
    order: OrderId = await stage.app.turns.run(lambda tx: new_order(tx, PersonId(anna.id), crew=crew))
    await stage.settled()
    return order


async def find(stage: Stage, order: OrderId) -> Order:
    row = await stage.app.database.read(lambda connection: orders.find(connection, order))
    assert row is not None
    return row


async def crew_of(stage: Stage, order: OrderId) -> dict[int, JobStatus]:
    rows = await stage.app.database.read(lambda connection: jobs.of_order(connection, order))
    return {job.technician: job.status for job in rows}


async def test_one_says_yes_and_the_others_hear_it(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo, zed = await technicians(stage, "Ali", "Bo", "Zed")
    order = await orders_a_leak(stage, anna)
    for asked in (ali, bo, zed):
        assert (await asked.sees("Leaking pipe or tap")).text.startswith(
            "Leaking pipe or tap · PLN\N{NO-BREAK SPACE}180 · 50 m\n"
        )
    await bo.taps("Accept")
    await stage.settled()
    await bo.sees("The job is yours")
    await ali.sees("Taken by somebody else.")
    await ali.sees_no_button("Accept")
    assert await crew_of(stage, order) == {bo.id: JobStatus.ASSIGNED}
    assert "Rynek" in bo.transcript()
    assert "Rynek" not in ali.transcript() + zed.transcript()


async def test_no_why_not_and_after_all(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await ali.taps("Decline")
    await stage.settled()
    await ali.taps("Too far")
    await stage.settled()
    await ali.sees("Declined: too far.")
    await ali.taps("I’ll take it after all")
    await stage.settled()
    assert await crew_of(stage, order) == {ali.id: JobStatus.ASSIGNED}


async def test_the_photos_come_on_demand(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    sent = await anna.sends_album(2)
    await stage.settled()
    file_ids = [message.content["photo"][-1]["file_id"] for message in sent]
    photos = tuple(Attachment("photo", file_id) for file_id in file_ids)
    await stage.app.turns.run(lambda tx: new_order(tx, PersonId(anna.id), attachments=photos))
    await stage.settled()
    await ali.taps("Photos (2)")
    await stage.settled()
    assert len([message for message in ali.chat.from_bot if "photo" in message.content]) == 2


async def test_a_restart_between_offer_and_yes(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await ali.sees("Leaking pipe or tap")
    await stage.restart()
    await ali.taps("Accept")
    await stage.settled()
    assert await crew_of(stage, order) == {ali.id: JobStatus.ASSIGNED}


async def test_a_restart_between_two_waves(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    crowd = await technicians(stage, "Ali", "Bo", "Cy", "Dee")
    order = await orders_a_leak(stage, anna)
    await stage.restart()
    await stage.passes(seconds=60)
    made = await stage.app.database.read(lambda connection: offers.of_order(connection, order))
    assert sorted(offer.technician for offer in made) == sorted(person.id for person in crowd)


async def test_nobody_is_found(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await stage.passes(minutes=20)
    assert (await find(stage, order)).status is OrderStatus.EXPIRED
    await ali.sees("Expired: the search is over.")
    await ali.sees_no_button("Accept")


async def test_cancel_against_accept(stage: Stage) -> None:
    """Both at once: whoever is first, the order is cancelled, nobody is on it and both know."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await ali.sees("Leaking pipe or tap")
    customer = PersonId(anna.id)
    await asyncio.gather(
        ali.taps("Accept"),
        stage.app.turns.run(lambda tx: cancel_order(tx, order, customer, CancelReason.WAIT)),
    )
    await stage.settled()
    assert (await find(stage, order)).status is OrderStatus.CANCELLED
    assert JobStatus.ASSIGNED not in (await crew_of(stage, order)).values()
    assert ali.chat.last is not None
    assert "The job is yours" not in ali.chat.last.text


async def test_who_blocks_the_bot_is_not_waited_for(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo, cy, dee = await technicians(stage, "Ali", "Bo", "Cy", "Dee")
    for blocked in (ali, bo, cy):
        await blocked.blocks()
    await stage.settled()
    await orders_a_leak(stage, anna)
    await dee.sees("Leaking pipe or tap")


async def test_a_hundred_taps_at_once(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    crowd = await technicians(stage, *(f"Tech{number}" for number in range(100)))
    order = await orders_a_leak(stage, anna)
    await stage.app.turns.run(lambda tx: _ask_everybody(tx, order, [person.id for person in crowd]))
    await stage.settled()
    made = await stage.app.database.read(lambda connection: offers.of_order(connection, order))
    offer_of = {offer.technician: offer.id for offer in made}

    async def taps(person: Person) -> str:
        data = OfferPress(act="accept", offer_id=offer_of[PersonId(person.id)]).pack()
        answer = await person.press_raw(data, answer_within=60)
        return answer.text or "" if answer else ""

    answers = await asyncio.gather(*(taps(person) for person in crowd))
    await stage.settled()
    assert answers.count("It is yours.") == 1
    assert answers.count("Too late, sorry: somebody else was faster.") == 99
    assert len(await crew_of(stage, order)) == 1
    row = await find(stage, order)
    assert (row.status, row.taken) == (OrderStatus.ASSIGNED, 1)
    closed = [person for person in crowd if person.chat.find("Taken by somebody else.")]
    assert len(closed) == 99


def _ask_everybody(tx: Transaction, order: OrderId, people: list[int]) -> None:
    asked = {offer.technician for offer in offers.of_order(tx.connection, order)}
    for person in set(people) - asked:
        offer = offers.add(tx, order, PersonId(person), round_=1, wave=1, distance_m=1000, travel_s=300)
        show_card(tx, person, "offer", offer, fresh=True)
