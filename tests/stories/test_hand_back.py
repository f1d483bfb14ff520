"""A technician gives a job back: it goes out again at once, the next one gets it, the customer hears it kindly."""

from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from tests.stories.journeys import asked_for, code_of, crew_of, find, orders_a_leak, says, taps, technicians, works
from tests.stories.stage import Stage


async def test_it_goes_out_again_at_once_and_the_other_one_comes(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    ali, bo = await technicians(stage, "Ali", "Bo")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept", "On my way")
    await bo.sees("Taken by somebody else.")
    await taps(stage, ali, "Hand back", "My vehicle broke down")
    await ali.sees("You handed this job back.")
    await anna.sees("Ali can’t make it to you after all, sorry.")
    await anna.sees("Looking for a technician")
    assert await asked_for(stage, order.id) == [ali.id, bo.id, bo.id]
    await taps(stage, bo, "Accept")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.HANDED_BACK, bo.id: JobStatus.ASSIGNED}
    await works(stage, bo, await code_of(stage, order.id))
    assert (await find(stage, order.id)).status is OrderStatus.DONE
    await anna.sees_no_button("Rate Ali")
    assert "Rate Bo" in anna.buttons()


async def test_what_was_given_back_is_nobodys_to_see(stage: Stage) -> None:
    """The street and the chat were Ali's only as long as he was to come; his old buttons say so."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    job = 1
    await taps(stage, ali, "Hand back", "I am ill")
    for data in (
        f"jb:place:{job}",
        f"jb:set_out:{job}",
        f"jb:finish:{job}",
        f"rl:{job}",
        "of:accept:1",
        f"hb:sick:{job}",
    ):
        answered = await ali.press_raw(data)
        assert answered is not None, data
        assert answered.show_alert, data
    await stage.settled()
    words = (await find(stage, order.id)).address.words
    assert not [message for message in ali.chat.from_bot if words in ali.reads(message)]


async def test_thinking_better_of_it(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept", "Hand back")
    await ali.sees("Why do you hand order 1 back?")
    await taps(stage, ali, "On my way")
    await anna.sees("On the way to you")
    assert await crew_of(stage, order.id) == {ali.id: JobStatus.EN_ROUTE}


async def test_half_done_work_goes_to_the_operators(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    ali, bo = await technicians(stage, "Ali", "Bo")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept", "On my way", "I have arrived", "Start")
    await says(stage, ali, await code_of(stage, order.id))
    await taps(stage, ali, "Hand back", "It is not my kind of work")
    await anna.sees("Ali can’t finish order 1, sorry.")
    await olga.sees("Handed back during the work, order 1")
    assert (await find(stage, order.id)).status is OrderStatus.DISPUTED
    assert await asked_for(stage, order.id) == [ali.id, bo.id]
    await taps(stage, olga, "Settle and close…")
    await says(stage, olga, "Ali was paid for an hour")
    await anna.sees("Ali was paid for an hour")
    assert (await find(stage, order.id)).status is OrderStatus.CLOSED
