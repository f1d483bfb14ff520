"""Whatever a technician is sent before they accept: scanned, call by call, over orders of every kind."""

import json
import re
from collections.abc import Iterator

from sqlalchemy import select

from bot.domain.ids import OrderId
from bot.domain.money import Money
from bot.domain.points import Point
from db.tables import orders as order_rows
from playground.call_log import Call
from playground.person import Person
from tests.stories.journeys import (
    LEAK_PRICE,
    code_of,
    opens_the_leak,
    order_of,
    says,
    taps,
    technicians,
    texts_for,
    works,
)
from tests.stories.stage import Stage, words

NAME, ACCOUNT, PHONE = "600700801 Anna", "anna_secret", "+48600700800"
SECRETS = ("600700801", "600 700 801", ACCOUNT, "600700800", "600 700 800", "600-700-800", "Floria", "Grodzka", "4418")
NEAR = 0.002
"""Degrees: some two hundred metres. A street is not to be found from what is farther off."""


async def orders(stage: Stage, anna: Person, street: str, *, crew: int = 1, something_else: bool = False) -> OrderId:
    """With her number in the words, her contact, a typed address and its door."""
    if something_else:
        await taps(stage, anna, "New order", "Something else")
    else:
        await opens_the_leak(stage, anna)
    await says(stage, anna, f"Drip, call 600 700 800, 600-700-801 or @{ACCOUNT}")
    await taps(stage, anna, "Continue")
    await says(stage, anna, street)
    await taps(stage, anna, "Yes, here", "As soon as possible")
    await anna.taps(texts_for(stage, anna).digits(str(crew)))
    await anna.presses(words(anna, "Share my number"))
    await stage.settled()
    await taps(stage, anna, "✏️ %(what)s", what=words(anna, "Flat and door"))
    await says(stage, anna, "code 4418")
    if something_else:
        await taps(stage, anna, "Ask for a price")
    else:
        await taps(stage, anna, "Order for %(price)s", price=LEAK_PRICE.times(crew))
    return (await order_of(stage, anna)).id


def told(stage: Stage, person: Person, since: int = 0) -> Iterator[str]:
    """Every call into this person's chat, whole."""
    calls: list[Call] = list(stage.playground.calls)[since:]
    for call in calls:
        if str(call.arguments.get("chat_id")) == str(person.id):
            rest = {name: value for name, value in call.arguments.items() if name != "chat_id"}
            yield json.dumps(rest, ensure_ascii=False, default=str)


async def doors(stage: Stage) -> list[Point]:
    """Where all the orders are, exactly."""
    query = select(order_rows.c.point)
    return [row.point for row in await stage.app.database.read(lambda connection: connection.execute(query).all())]


def points_at(text: str, door: Point) -> bool:
    """Whether a number in it is a coordinate of the door, however it is written."""
    numbers = [float(number) for number in re.findall(r"\d+\.\d+", text)]
    return any(abs(number - exact) < NEAR for number in numbers for exact in (door.lat, door.lon))


async def gives_nothing_away(stage: Stage, anna: Person, *readers: Person, since: int = 0) -> None:
    exact = await doors(stage)
    for reader in readers:
        found = [
            (secret, text)
            for text in told(stage, reader, since)
            for secret in (*SECRETS, str(anna.id))
            if secret in text
        ]
        found += [(str(door), text) for text in told(stage, reader, since) for door in exact if points_at(text, door)]
        assert found == [], reader.first_name


async def test_an_order_that_is_handed_back_and_one_for_two(stage: Stage) -> None:
    """Cy never accepts anything; Ali and Bo know what they have to, and no more of the next order."""
    anna = await stage.newcomer(NAME, username=ACCOUNT, phone_number=PHONE)
    ali, bo, cy = await technicians(stage, "Ali", "Bo", "Cy")
    first = await orders(stage, anna, "Florianska 7")
    await gives_nothing_away(stage, anna, ali, bo, cy)
    await taps(stage, ali, "Accept", "Hand back", "My vehicle broke down")
    await gives_nothing_away(stage, anna, bo, cy)
    await taps(stage, bo, "Accept", "Map")
    (door,) = await doors(stage)
    assert any(points_at(text, door) for text in told(stage, bo)), "he has to find it"
    await works(stage, bo, await code_of(stage, first))
    since = len(list(stage.playground.calls))
    await orders(stage, anna, "Grodzka 5", crew=2)
    await gives_nothing_away(stage, anna, ali, bo, cy, since=since)
    await taps(stage, ali, "Accept")
    await gives_nothing_away(stage, anna, bo, cy, since=since)
    await taps(stage, anna, "Cancel the order", "It is solved")
    await gives_nothing_away(stage, anna, cy)
    assert any("Drip" in text for text in told(stage, cy))
    assert any("Floria" in text for text in told(stage, bo)), "whoever accepts has to know"


async def test_an_order_that_an_operator_prices_and_nobody_takes(stage: Stage) -> None:
    olga = await stage.owner()
    anna = await stage.newcomer(NAME, username=ACCOUNT, phone_number=PHONE)
    crew = await technicians(stage, "Ali", "Bo", "Cy")
    await orders(stage, anna, "Grodzka 5", something_else=True)
    await taps(stage, olga, "Set the price…")
    await says(stage, olga, "250")
    await taps(stage, olga, "Plumbing", "Send the price")
    await taps(stage, anna, "Order for %(price)s", price=Money(250_00, "PLN"))
    await stage.passes(minutes=30)
    await gives_nothing_away(stage, anna, *crew)
    assert all(any("Drip" in text for text in told(stage, technician)) for technician in crew)
