"""People block the bot: what was meant for them goes to others, and nothing waits for them."""

import pytest

from bot.domain.offers import JobStatus, OfferStatus
from bot.domain.orders import OrderStatus
from db import offers
from tests.stories.journeys import asked_for, crew_of, find, orders_a_leak, taps, technicians
from tests.stories.stage import Stage


@pytest.mark.plain_waves
async def test_a_technician_blocks_the_bot_over_an_open_offer(stage: Stage) -> None:
    """All three who were asked are gone: the fourth does not wait for the wave to end."""
    anna = await stage.newcomer("Anna")
    ali, bo, cy, dee = await technicians(stage, "Ali", "Bo", "Cy", "Dee")
    order = await orders_a_leak(stage, anna)
    first = await asked_for(stage, order.id)
    assert len(first) == 3
    gone = [person for person in (ali, bo, cy, dee) if person.id in first]
    (left,) = {ali, bo, cy, dee} - set(gone)
    for person in gone:
        await person.blocks()
        await stage.settled()
    await left.sees("Leaking pipe or tap")
    made = await stage.app.database.read(lambda connection: offers.of_order(connection, order.id))
    assert [offer.status for offer in made] == [OfferStatus.CLOSED] * 3 + [OfferStatus.OPEN]
    await taps(stage, left, "Accept")
    assert await crew_of(stage, order.id) == {left.id: JobStatus.ASSIGNED}


async def test_the_bot_finds_out_only_when_it_writes(stage: Stage) -> None:
    """Telegram's word about the block was lost: the refused offer is enough to know."""
    anna = await stage.newcomer("Anna")
    (ali, bo) = await technicians(stage, "Ali", "Bo")
    stage.playground.faults.blocked(chat=ali.id)
    order = await orders_a_leak(stage, anna)
    await taps(stage, bo, "Accept")
    made = await stage.app.database.read(lambda connection: offers.of_order(connection, order.id))
    assert {offer.technician: offer.status for offer in made} == {
        ali.id: OfferStatus.CLOSED,
        bo.id: OfferStatus.ACCEPTED,
    }


async def test_a_technician_on_the_way_blocks_the_bot(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo = await technicians(stage, "Ali", "Bo")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept", "On my way")
    await ali.blocks()
    await stage.settled()
    await anna.sees("Ali can’t make it to you after all")
    await taps(stage, bo, "Accept")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.CANCELLED, bo.id: JobStatus.ASSIGNED}


async def test_a_technician_comes_back(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    await ali.blocks()
    await stage.settled()
    order = await orders_a_leak(stage, anna)
    await stage.passes(minutes=1)
    assert await asked_for(stage, order.id) == []
    await ali.starts()
    await stage.passes(minutes=2)
    await ali.sees("Leaking pipe or tap")


async def test_a_customer_blocks_the_bot(stage: Stage) -> None:
    """The technician is on the way to a real door: the work goes on, and what was to be told is told no more."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    await anna.blocks()
    await stage.settled()
    await taps(stage, ali, "On my way", "I have arrived")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.ARRIVED}
    await anna.starts()
    await stage.settled()
    await taps(stage, anna, "My orders")
    await anna.taps("1 · Leaking pipe or tap")
    await anna.sees("At your door")
    assert (await find(stage, order.id)).status is OrderStatus.ARRIVED


async def test_whoever_comes_back_sees_how_things_stand_now(stage: Stage) -> None:
    """The order's card had changed while nothing reached her; it is the same message, and there is no other."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    card = await anna.sees("Your technician is found")
    await anna.blocks()
    await stage.settled()
    await taps(stage, ali, "On my way", "I have arrived")
    await anna.starts()
    await stage.settled()
    assert anna.reads(await anna.sees("At your door"))
    await anna.does_not_see("Your technician is found")
    assert (await anna.sees("At your door")).message_id == card.message_id


async def test_a_question_asked_meanwhile_can_be_answered_after_coming_back(stage: Stage) -> None:
    """Her tap was on its way when nothing reached her any more: the next question is there when she is back."""
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "New order")
    stage.playground.faults.blocked(chat=anna.id, method="editMessageText")
    await taps(stage, anna, "🚰 Water and drains")
    stage.playground.faults.clear()
    await anna.says("/menu")
    await stage.settled()
    await taps(stage, anna, "Leaking pipe or tap")
    await anna.sees("Step 2 of 7")


async def test_an_offer_that_was_withdrawn_meanwhile_says_so_after_coming_back(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    await orders_a_leak(stage, anna)
    assert "Accept" in ali.buttons()
    await ali.blocks()
    await stage.settled()
    await anna.taps("Cancel the order")
    await stage.settled()
    await ali.starts()
    await stage.settled()
    await ali.sees_no_button("Accept")
