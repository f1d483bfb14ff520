"""Pins, venues, positions that move: the bot's and people's."""

import pytest

from playground import ManualClock, Person
from tests.playground.conftest import Api


async def test_a_pin(api: Api, anna: Person) -> None:
    sent = await api("sendLocation", chat_id=anna.id, latitude=52.2297, longitude=21.0122)
    assert sent.result["location"] == {"latitude": 52.2297, "longitude": 21.0122}


async def test_a_venue(api: Api, anna: Person) -> None:
    place = {"latitude": 52.2, "longitude": 21.0, "title": "Palace", "address": "Square 1"}
    venue = (await api("sendVenue", chat_id=anna.id, **place)).result["venue"]
    assert (venue["title"], venue["location"]["latitude"]) == ("Palace", 52.2)


async def test_places_that_are_none(api: Api, anna: Person) -> None:
    assert (await api("sendLocation", chat_id=anna.id, longitude=1)).sentence == "latitude is empty"
    assert (await api("sendLocation", chat_id=anna.id, latitude=1)).sentence == "longitude is empty"
    assert (await api("sendLocation", chat_id=anna.id, latitude=91, longitude=0)).sentence == (
        "invalid location specified"
    )


@pytest.mark.parametrize("period", [60, 86_400, 0x7FFFFFFF])
async def test_good_live_periods(api: Api, anna: Person, period: int) -> None:
    sent = await api("sendLocation", chat_id=anna.id, latitude=1, longitude=2, live_period=period)
    assert sent.result["location"]["live_period"] == period


@pytest.mark.parametrize("period", [59, 86_401, -1])
async def test_bad_live_periods(api: Api, anna: Person, period: int) -> None:
    sent = await api("sendLocation", chat_id=anna.id, latitude=1, longitude=2, live_period=period)
    assert sent.sentence == "wrong live location period specified"


@pytest.mark.parametrize("heading", [361, -1])
async def test_bad_headings(api: Api, anna: Person, heading: int) -> None:
    sent = await api("sendLocation", chat_id=anna.id, latitude=1, longitude=2, live_period=60, heading=heading)
    assert sent.sentence == "wrong live location heading specified"


async def test_the_bots_live_location_moves_and_stops(api: Api, anna: Person) -> None:
    sent = (await api("sendLocation", chat_id=anna.id, latitude=1, longitude=2, live_period=600)).result
    where = {"chat_id": anna.id, "message_id": sent["message_id"]}
    moved = (await api("editMessageLiveLocation", **where, latitude=1.5, longitude=2.5, heading=90)).result
    assert moved["location"] == {"latitude": 1.5, "longitude": 2.5, "live_period": 600, "heading": 90}
    stopped = (await api("stopMessageLiveLocation", **where)).result
    assert stopped["location"] == {"latitude": 1.5, "longitude": 2.5}
    reply = await api("editMessageLiveLocation", **where, latitude=1, longitude=2)
    assert reply.sentence == "there is no live location in the message to edit"


async def test_a_live_location_past_its_time(api: Api, anna: Person, clock: ManualClock) -> None:
    sent = (await api("sendLocation", chat_id=anna.id, latitude=1, longitude=2, live_period=60)).result
    clock.advance(61)
    reply = await api(
        "editMessageLiveLocation", chat_id=anna.id, message_id=sent["message_id"], latitude=1, longitude=3
    )
    assert reply.sentence == "message can't be edited"


async def test_no_live_location_to_edit(api: Api, anna: Person) -> None:
    sent = (await api("sendMessage", chat_id=anna.id, text="x")).result
    reply = await api(
        "editMessageLiveLocation", chat_id=anna.id, message_id=sent["message_id"], latitude=1, longitude=3
    )
    assert reply.sentence == "there is no live location in the message to edit"


async def test_a_persons_live_location_is_a_message_then_edits(api: Api, anna: Person) -> None:
    await anna.shares_live_location(52.0, 21.0, period=900)
    await anna.moves(52.1, 21.1)
    await anna.stops_sharing()
    shared, moved, stopped = (await api("getUpdates")).result
    assert shared["message"]["location"] == {"latitude": 52.0, "longitude": 21.0, "live_period": 900}
    assert moved["edited_message"]["location"] == {"latitude": 52.1, "longitude": 21.1, "live_period": 900}
    assert stopped["edited_message"]["location"] == {"latitude": 52.1, "longitude": 21.1}
    assert stopped["edited_message"]["message_id"] == shared["message"]["message_id"]


async def test_nobody_moves_what_is_not_shared(anna: Person, clock: ManualClock) -> None:
    with pytest.raises(ValueError, match="does not share"):
        await anna.moves(1, 2)
    await anna.shares_live_location(1, 2, period=60)
    clock.advance(61)
    with pytest.raises(ValueError, match="does not share"):
        await anna.moves(1, 2)
