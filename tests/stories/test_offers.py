"""Offers as technicians see them: in their chats, among others, across a restart."""

import pytest

from bot.domain.ids import OrderId, PersonId
from bot.domain.offers import JobStatus
from bot.domain.orders import Attachment
from db import offers
from playground.person import Person
from tests.dispatch_scene import new_order
from tests.stories.journeys import crew_of, taps, technicians
from tests.stories.stage import Stage


async def orders_a_leak(stage: Stage, anna: Person, crew: int = 1) -> OrderId:
    """An order with words and an address, as if it had been typed."""
    order: OrderId = await stage.app.turns.run(lambda tx: new_order(tx, PersonId(anna.id), crew=crew))
    await stage.settled()
    return order


@pytest.mark.plain_waves
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


async def test_a_no_can_become_a_yes_only_while_somebody_is_searched_for(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo = await technicians(stage, "Ali", "Bo")
    await orders_a_leak(stage, anna)
    await taps(stage, ali, "Decline")
    await taps(stage, bo, "Accept")
    await ali.sees_no_button("I’ll take it after all")
    await taps(stage, bo, "Hand back", "I am ill")
    assert "I’ll take it after all" in ali.buttons()


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


@pytest.mark.plain_waves
async def test_a_restart_between_two_waves(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    crowd = await technicians(stage, "Ali", "Bo", "Cy", "Dee")
    order = await orders_a_leak(stage, anna)
    await stage.restart()
    await stage.passes(seconds=60)
    made = await stage.app.database.read(lambda connection: offers.of_order(connection, order))
    assert sorted(offer.technician for offer in made) == sorted(person.id for person in crowd)


async def test_who_blocks_the_bot_is_not_waited_for(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo, cy, dee = await technicians(stage, "Ali", "Bo", "Cy", "Dee")
    for blocked in (ali, bo, cy):
        await blocked.blocks()
    await stage.settled()
    await orders_a_leak(stage, anna)
    await dee.sees("Leaking pipe or tap")
