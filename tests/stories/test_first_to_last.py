"""The market's main job, whole: a customer and three technicians from /start to both ratings, in each language."""

import asyncio
import json

import pytest

from bot.domain.languages import Language
from bot.domain.offers import JobStatus
from bot.domain.orders import Order, OrderStatus
from db import technicians as technician_rows
from playground.call_log import Call
from playground.person import Person
from playground.world.utf16 import utf16_slice
from tests.stories.journeys import (
    LEAK_PRICE,
    applies,
    crew_of,
    find,
    opens_the_leak,
    order_of,
    rates,
    says,
    taps,
    texts_for,
)
from tests.stories.stage import Stage, words

PHONE, USERNAME = "+48600700800", "anna_secret"
SECRETS = ("600700800", "600 700 800", USERNAME, "Floria", "4418")
"""Of the customer's phone, user name, street and door: what nobody sees who has not accepted."""
DESCRIBED = f"Water under the sink <again>, call 600 700 800 or @{USERNAME}"


@pytest.mark.parametrize("language", Language)
async def test_from_start_to_both_ratings(stage: Stage, language: Language) -> None:
    crew = await everybody_is_hired(stage, language)
    anna = await stage.newcomer("Anna", language, username=USERNAME, phone_number=PHONE)
    order = await anna_orders(stage, anna)
    await everybody_is_asked(stage, order, crew)
    nothing_is_given_away(stage, anna, crew)
    await one_accepts(stage, anna, order, crew)
    await the_work_is_done(stage, anna, crew[1])
    await both_rate(stage, anna, crew[1])
    assert (await find(stage, order.id)).status is OrderStatus.DONE
    await stage.passes(days=3)
    assert (await find(stage, order.id)).status is OrderStatus.CLOSED
    assert not stage.playground.calls.refused()


async def everybody_is_hired(stage: Stage, language: Language) -> list[Person]:
    """Three people apply, each in a slightly different way; the owner approves; they go online."""
    olga = await stage.owner()
    crew = [await stage.newcomer(name, language) for name in ("Ali", "Bo", "Cy")]
    ali, bo, cy = crew
    await asyncio.gather(
        applies(stage, ali), applies(stage, bo, name="Bo Berg"), applies(stage, cy, typed_address="Grodzka 5")
    )
    for _ in crew:
        await taps(stage, olga, "Approve")
    await asyncio.gather(*(person.taps(words(person, "Go online")) for person in crew))
    await stage.settled()
    return crew


async def anna_orders(stage: Stage, anna: Person) -> Order:
    """Every question answered: words, an album, a typed address with its door, as soon as possible, own contact."""
    texts = texts_for(stage, anna)
    await opens_the_leak(stage, anna)
    await says(stage, anna, DESCRIBED)
    await anna.sends_album(3)
    await stage.settled()
    await taps(stage, anna, "Continue")
    await says(stage, anna, "Florianska 7")
    await taps(stage, anna, "Yes, here", "As soon as possible")
    await anna.taps(texts.digits("1"))
    await anna.presses(words(anna, "Share my number"))
    await stage.settled()
    await taps(stage, anna, "✏️ %(what)s", what=words(anna, "Flat and door"))
    await says(stage, anna, "code 4418")
    for fragment in ("Water under the sink <again>", "Floriańska 7", "4418", texts.money(LEAK_PRICE)):
        await anna.sees(fragment)
    await taps(stage, anna, "Order for %(price)s", price=LEAK_PRICE)
    return await order_of(stage, anna)


async def everybody_is_asked(stage: Stage, order: Order, crew: list[Person]) -> None:
    """One glance says what it pays and how far it is; the words are there, the ways to the customer are not."""
    await stage.passes(minutes=3)  # some at once, the others because nobody has said yes
    for person in crew:
        card = await person.sees("Water under the sink <again>")
        texts = texts_for(stage, person)
        assert order.address.district in person.reads(card)
        assert texts.money(LEAK_PRICE) in person.reads(card)
        assert texts.label("Accept") in person.buttons()
        await taps(stage, person, "Photos (%(number)s)", number=3)
        assert len([message for message in person.chat.from_bot if "photo" in message.content]) == 3


def nothing_is_given_away(stage: Stage, anna: Person, crew: list[Person]) -> None:
    """Whatever has ever been sent to a technician so far: no street, no door, no number, no account."""
    chats = {str(person.id) for person in crew}
    sent = [call for call in stage.playground.calls if str(call.arguments.get("chat_id")) in chats]
    assert len(sent) > 30
    for call in sent:
        said = as_text(call)
        assert not [secret for secret in (*SECRETS, str(anna.id)) if secret in said], said
    for person in crew:
        now = json.dumps([message.content for message in person.chat.from_bot], ensure_ascii=False, default=str)
        assert not [secret for secret in (*SECRETS, str(anna.id)) if secret in now], now


def as_text(call: Call) -> str:
    """All of a call's arguments, as the wire carried them."""
    return json.dumps(call.arguments, ensure_ascii=False, default=str)


async def one_accepts(stage: Stage, anna: Person, order: Order, crew: list[Person]) -> None:
    """The second of them: from now on he alone knows door and number; the customer sees who comes, and the code."""
    ali, bo, cy = crew
    await taps(stage, bo, "Accept")
    assert await crew_of(stage, order.id) == {bo.id: JobStatus.ASSIGNED}
    for late in (ali, cy):
        await late.sees(words(late, "Taken by somebody else."))
        await late.sees_no_button(words(late, "Accept"))
        await late.sees_no_button(words(late, "Photos (%(number)s)", number=3))
    job = await bo.sees("Floriańska 7")
    for fragment in ("4418", "Anna", "600", DESCRIBED):
        assert fragment in bo.reads(job), bo.reads(job)
    card = await anna.sees(order.start_code)
    assert "Bo" in anna.reads(card)
    assert "Berg" not in anna.transcript()
    assert words(anna, "Cancel the order") in anna.buttons()


async def the_work_is_done(stage: Stage, anna: Person, bo: Person) -> None:
    """On my way, arrived, the code that the customer reads out from the card, done."""
    await taps(stage, bo, "On my way")
    await anna.sees(words(anna, "On the way to you"))
    await taps(stage, bo, "I have arrived")
    await anna.sees(words(anna, "At your door."))
    await taps(stage, bo, "Start")
    await says(stage, bo, code_on_card(anna))
    await anna.sees(words(anna, "At work"))
    await anna.sees_no_button(words(anna, "Cancel the order"))
    await taps(stage, bo, "Done")
    await anna.sees(words(anna, "Finished."))


def code_on_card(anna: Person) -> str:
    """What is set in a code's type on the newest of her messages that has it."""
    for message in reversed(anna.chat.from_bot):
        for entity in message.content.get("entities", ()):
            if entity["type"] == "code":
                return utf16_slice(message.text, entity["offset"], entity["length"])
    raise AssertionError(f"no code:\n{anna.transcript()}")


async def both_rate(stage: Stage, anna: Person, bo: Person) -> None:
    """Blind until both have spoken; then each reads the other's stars and words."""
    await rates(stage, anna, "Bo", 5, comment="Clean & quick")
    await bo.does_not_see("Clean & quick")
    await rates(stage, bo, "Anna", 4)
    await bo.sees("Clean & quick")
    await anna.sees("★★★★☆")
    row = await stage.app.database.read(lambda connection: technician_rows.find(connection, bo.id))
    assert row is not None
    assert (row.jobs_done, row.stars_sum, row.stars_count) == (1, 5, 1)
