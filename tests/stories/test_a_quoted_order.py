"""'Something else': the customer describes it, an operator names a price and the skills, the customer decides."""

import pytest

from bot.domain.ids import OrderId
from bot.domain.money import Money
from bot.domain.orders import OrderStatus
from playground.person import Person
from tests.stories.journeys import (
    answers_crew_and_contact,
    asked_for,
    code_of,
    find,
    order_of,
    says,
    taps,
    technicians,
    works,
)
from tests.stories.stage import KRAKOW, Stage


async def asks_for_a_price(stage: Stage, anna: Person, crew: int = 1) -> OrderId:
    """A heavy mirror, described in words and on a photo."""
    await taps(stage, anna, "New order", "Something else")
    await says(stage, anna, "Hang a heavy mirror")
    await anna.sends_photo()
    await stage.settled()
    await taps(stage, anna, "Continue")
    await anna.shares_location(*KRAKOW)
    await stage.settled()
    await taps(stage, anna, "As soon as possible")
    await answers_crew_and_contact(stage, anna, crew)
    await anna.sees("An operator will look at it and name a price. You decide then.")
    await taps(stage, anna, "Ask for a price")
    return (await order_of(stage, anna)).id


async def names_a_price(stage: Stage, olga: Person, price: str, *skills: str) -> None:
    """The operator types a number and ticks what is needed."""
    await says(stage, olga, price)
    await taps(stage, olga, *skills, "Send the price")


@pytest.mark.both_engines
async def test_the_price_is_agreed_to_and_the_work_done(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await asks_for_a_price(stage, anna, crew=1)
    await anna.sees("An operator names a price")
    assert await asked_for(stage, order) == []
    await olga.sees("Hang a heavy mirror")
    await taps(stage, olga, "Set the price…")
    await olga.sees("Hang a heavy mirror")
    await names_a_price(stage, olga, "250,50", "Carpentry and walls")
    assert await asked_for(stage, order) == []
    await taps(stage, anna, "Order for %(price)s", price=Money(250_50, "PLN"))
    await ali.sees("PLN 250.50")
    await taps(stage, ali, "Accept")
    await works(stage, ali, await code_of(stage, order))
    await anna.sees("Price: PLN 250.50")
    assert (await find(stage, order)).status is OrderStatus.DONE


async def test_no_thank_you(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    order = await asks_for_a_price(stage, anna)
    await taps(stage, olga, "Set the price…")
    await names_a_price(stage, olga, "9000")
    await taps(stage, anna, "No, thank you")
    await anna.sees("The price did not suit you.")
    assert (await find(stage, order)).status is OrderStatus.CANCELLED
    await ali.does_not_see("mirror")


async def test_nobody_agrees_to_a_price_that_was_corrected_meanwhile(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    order = await asks_for_a_price(stage, anna, crew=2)
    await taps(stage, olga, "Set the price…")
    await names_a_price(stage, olga, "100")
    old = next(
        button["callback_data"]
        for message in anna.chat.from_bot
        for row in message.inline_keyboard or ()
        for button in row
        if button["text"].startswith("Order for")
    )
    await taps(stage, olga, "Change the price…")
    await names_a_price(stage, olga, "300")
    refused = await anna.press_raw(old)
    assert refused is not None
    assert refused.show_alert
    assert (await find(stage, order)).status is OrderStatus.QUOTING
    await taps(stage, anna, "Order for %(price)s", price=Money(600_00, "PLN"))
    row = await find(stage, order)
    assert (row.status, row.price) == (OrderStatus.SEARCHING, Money(300_00, "PLN"))
