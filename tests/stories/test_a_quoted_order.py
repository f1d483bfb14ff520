"""'Something else': the customer describes it, an operator names a price and the skills, the customer decides."""

import pytest

from bot.domain.ids import OrderId
from bot.domain.levels import Level
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
    texts_for,
    works,
)
from tests.stories.stage import KRAKOW, Stage, words


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
    await anna.sees(words(anna, "An operator will look at it and name a price. You decide then."))
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


NOTE = "Bring a long drill, ring 600 700 800 first"


@pytest.mark.parametrize("language", ["pl", "fa"])
async def test_a_composed_job(stage: Stage, language: str) -> None:
    """Two technicians of a level, a duration and a note: the customer reads it all and agrees to just that."""
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    (ali,) = await technicians(stage, "Ali", language=language)
    order = await asks_for_a_price(stage, anna)
    await taps(stage, olga, "Set the price…")
    await names_a_price(stage, olga, "100")
    seen = (await find(stage, order)).version
    await taps(stage, olga, "Change the price…")
    await says(stage, olga, "150")
    await olga.taps(texts_for(stage, olga).named(stage.app.market.catalogue.skills["carpentry"]))
    await sets_the_terms(stage, olga)
    await taps(stage, olga, "Send the price")
    await is_read_before_it_is_agreed_to(stage, anna)
    for person, version in ((anna, seen), (ali, seen + 1)):
        refused = await person.press_raw(f"qu:{order}:{version}:1")
        assert refused is not None
        assert refused.show_alert, "neither what was corrected since, nor what is another's"
    await taps(stage, anna, "Order for %(price)s", price=Money(300_00, "PLN"))
    assert await asked_for(stage, order) == [], "Ali has not come so far"
    await says(stage, olga, f"/level {ali.id} expert")
    await stage.passes(minutes=2)
    await ali.sees("Bring a long drill, ring ▒▒▒ first")
    await taps(stage, ali, "Accept")
    await ali.sees(NOTE)
    row = await find(stage, order)
    assert (row.crew, row.level, row.minutes, row.note) == (2, Level.EXPERT, 120, NOTE)


async def is_read_before_it_is_agreed_to(stage: Stage, anna: Person) -> None:
    texts = texts_for(stage, anna)
    await anna.sees(words(anna, "The operator adds, also for the technicians:"))
    await anna.sees(words(anna, "It takes about %(duration)s.", duration=texts.duration(120)))
    await anna.sees(words(anna, "At least: %(level)s", level=words(anna, "expert")))
    await anna.sees(texts.money(Money(300_00, "PLN")))


async def sets_the_terms(stage: Stage, olga: Person) -> None:
    """Each behind its button; what does not do is asked for again."""
    texts = texts_for(stage, olga)
    await taps(stage, olga, "👥 Technicians: %(number)s", number=texts.number(1))
    await says(stage, olga, "9")
    await olga.sees(texts.digits("4"))
    await olga.taps(texts.digits("2"))
    await stage.settled()
    await taps(stage, olga, "🎓 Level: %(level)s", level=words(olga, "any"))
    await taps(stage, olga, "expert")
    await taps(stage, olga, "⏱ Duration: %(duration)s", duration=words(olga, "as usual"))
    await says(stage, olga, "100000")
    await olga.sees(words(olga, "Please type the minutes as a number, at most %(most)s.", most=texts.digits("720")))
    await olga.taps(texts.duration(120))
    await stage.settled()
    await taps(stage, olga, "📝 Add a note")
    await says(stage, olga, NOTE)


@pytest.mark.parametrize("language", ["ru", "fa"])
async def test_a_question_becomes_an_order(stage: Stage, language: str) -> None:
    """What was asked goes along, spoken or with a picture; the customer adds where and when, an operator the price."""
    olga, anna = await stage.owner("Olga", language), await stage.newcomer("Anna", language)
    await taps(stage, anna, "Help")
    await taps(stage, anna, "Ask an operator")
    spoken = language == "fa"
    await (anna.sends_voice() if spoken else anna.sends_photo(caption="Can somebody carry a piano?"))
    await stage.settled()
    for person, data in ((anna, "dk:compose:1"), (olga, "og:from_case:1")):
        refused = await person.press_raw(data)
        assert refused is not None
        assert refused.show_alert
    await taps(stage, olga, "Compose a job")
    await taps(stage, anna, "Say where and when")
    await anna.shares_location(*KRAKOW)
    await stage.settled()
    await taps(stage, anna, "As soon as possible")
    await answers_crew_and_contact(stage, anna, 1)
    await taps(stage, anna, "Ask for a price")
    order = await order_of(stage, anna)
    assert order.description == ("" if spoken else "Can somebody carry a piano?")
    assert [attachment.kind for attachment in order.attachments] == ["voice" if spoken else "photo"]
