"""The offline geocoder: districts and streets by their names, slips of the pen included."""

import pytest

from bot.domain.languages import Language
from bot.domain.points import Point
from bot.geocoding.zones import Zones

DLUGA, ROSE, OLD_TOWN = Point(lat=50.0703, lon=19.9382), Point(lat=50.05, lon=19.9), Point(lat=50.0617, lon=19.9373)


@pytest.fixture
def zones() -> Zones:
    return Zones([("Długa", DLUGA), ("Rose Street", ROSE)], [("Stare Miasto", OLD_TOWN), ("تهران‌پارس", ROSE)])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Długa", ["Długa"]),
        ("ul. dluga 12", ["Długa 12"]),
        ("DŁUGA 12a/3", ["Długa 12a/3"]),
        ("Dluga 7, stare miasto", ["Długa 7", "Stare Miasto"]),
        ("Staré Misto", ["Stare Miasto"]),
        ("12 rose street", ["Rose Street 12"]),
        ("تهران‌پارس", ["تهران‌پارس"]),
        ("nowhere at all", []),
        ("42", []),
        ("ulica", []),
        ("", []),
        (",,,", []),
    ],
)
async def test_what_the_words_mean(zones: Zones, typed: str, words: list[str]) -> None:
    assert [found.words for found in await zones.find(typed, Language.EN)] == words


async def test_a_district_is_its_own(zones: Zones) -> None:
    found = (await zones.find("Stare Miasto", Language.PL))[0]
    assert (found.point, found.district) == (OLD_TOWN, "Stare Miasto")


async def test_the_nearest_street_names_a_pin(zones: Zones) -> None:
    near = Point(lat=DLUGA.lat + 0.001, lon=DLUGA.lon)
    found = await zones.name(near, Language.EN)
    assert found is not None
    assert (found.words, found.point) == ("Długa", near)
    assert await zones.name(Point(lat=0, lon=0), Language.EN) is None
    assert await Zones([], []).name(near, Language.EN) is None
