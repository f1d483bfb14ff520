"""The customer cancels while a technician accepts: in either order and truly at once, it is never both."""

import asyncio

import pytest

from bot.domain.ids import OrderId, PersonId
from bot.domain.offers import CancelReason, JobStatus
from bot.domain.orders import OrderStatus
from bot.ui.presses import CancelPress, OfferPress
from db import offers
from playground.person import CallbackAnswer, Person
from tests.dispatch_scene import new_order
from tests.stories.journeys import crew_of, find, orders_a_leak, taps, technicians
from tests.stories.stage import Stage

ROUNDS = 15


async def test_first_the_cancelling(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    accept = OfferPress(act="accept", offer_id=await offer_to(stage, order.id)).pack()
    await taps(stage, anna, "Cancel the order", "It is solved")
    await ali.sees("The order was cancelled.")
    await ali.sees_no_button("Accept")
    late = await ali.press_raw(accept)
    assert late is not None
    assert (late.text, late.show_alert) == ("The order was cancelled.", True)
    assert await crew_of(stage, order.id) == {}


async def test_first_the_yes(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await taps(stage, anna, "Cancel the order")
    await taps(stage, ali, "Accept", "On my way")
    await taps(stage, anna, "It takes too long")
    await ali.sees("was cancelled. You need not go there.")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.CANCELLED}
    assert (await find(stage, order.id)).status is OrderStatus.CANCELLED
    await ali.sees_no_button("I have arrived")


async def test_first_the_work(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    cancel = CancelPress(order_id=order.id, reason=CancelReason.PRICE).pack()
    await taps(stage, ali, "Accept", "On my way", "I have arrived", "Start")
    await ali.says(order.start_code)
    await stage.settled()
    refused = await anna.press_raw(cancel)
    assert refused is not None
    assert refused.show_alert
    assert (await find(stage, order.id)).status is OrderStatus.IN_PROGRESS


@pytest.mark.both_engines
@pytest.mark.parametrize("first", ["accept", "cancel"])
@pytest.mark.plain_waves
async def test_truly_at_once(stage: Stage, first: str) -> None:
    """Two presses in one moment, many times over: one order a round, and what each is told fits what became of it."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    won = set()
    for _ in range(ROUNDS):
        order = await stage.app.turns.run(lambda tx: new_order(tx, PersonId(anna.id)))
        await stage.settled()
        offer = await offer_to(stage, order)
        presses = {
            "accept": (ali, OfferPress(act="accept", offer_id=offer).pack()),
            "cancel": (anna, CancelPress(order_id=order, reason=CancelReason.OTHER).pack()),
        }
        both = sorted(presses, key=lambda name: name != first)
        answers = dict(zip(both, await asyncio.gather(*(pressed(*presses[name]) for name in both)), strict=True))
        await stage.settled()
        won.add(await what_became_of(stage, ali, order, answers))
    assert won <= {"cancelled at once", "cancelled on the way"}


async def pressed(person: Person, data: str) -> CallbackAnswer:
    answered = await person.press_raw(data)
    assert answered is not None
    return answered


async def what_became_of(stage: Stage, ali: Person, order: OrderId, answers: dict[str, CallbackAnswer]) -> str:
    """Check one round: cancelled for good, nobody on it, and nobody told otherwise."""
    assert answers["cancel"].text == "Cancelled."
    assert (await find(stage, order)).status is OrderStatus.CANCELLED
    crew = await crew_of(stage, order)
    told = ali.chat.find(f"Order {order} (Leaking pipe or tap) was cancelled. You need not go there.")
    if answers["accept"].show_alert:
        assert crew == {}
        assert told is None
        return "cancelled at once"
    assert answers["accept"].text == "It is yours."
    assert crew == {ali.id: JobStatus.CANCELLED}
    assert told is not None, ali.transcript()
    return "cancelled on the way"


async def offer_to(stage: Stage, order: OrderId) -> int:
    """The one offer of the order."""
    made = await stage.app.database.read(lambda connection: offers.of_order(connection, order))
    return made[-1].id
