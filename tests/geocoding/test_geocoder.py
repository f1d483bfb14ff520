"""The geocoder over the network: a server of ours that answers like the real ones, or does not."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from bot.config import GeocodingSettings, load_settings
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.points import Point
from bot.geocoding import Geocoder
from bot.geocoding.geocoder import nearest_district
from bot.geocoding.online import Online
from db.database import Database
from db.geocodes import LASTS
from tests.clock import TestClock

HOUSE = Point(lat=50.0647, lon=19.9403)
NOMINATIM = {
    "lat": "50.0647",
    "lon": "19.9403",
    "display_name": "7, Floriańska, Stare Miasto, Kraków, województwo małopolskie, 31-019, Polska",
    "address": {"house_number": "7", "road": "Floriańska", "suburb": "Stare Miasto", "city": "Kraków"},
}
PHOTON = {
    "geometry": {"coordinates": [19.9403, 50.0647]},
    "properties": {"housenumber": "7", "street": "Floriańska", "city": "Kraków"},
}


@dataclass
class Map:
    """A server that knows one house; `status` other than 200 is a bad day."""

    status: int = 200
    knows: bool = True
    asked: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    url: str = ""

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, dict(request.query), request.headers["User-Agent"]))
        return web.json_response(self._found(request.path), status=self.status)

    def _found(self, path: str) -> Any:
        if path.startswith("/api") or (path == "/reverse" and not self._nominatim(self.asked[-1])):
            return {"features": [PHOTON] if self.knows else []}
        if path == "/search":
            return [NOMINATIM, NOMINATIM] if self.knows else []
        return NOMINATIM if self.knows else {"error": "Unable to geocode"}

    @staticmethod
    def _nominatim(asked: tuple[str, dict[str, str], str]) -> bool:
        return asked[1].get("format") == "json"


@pytest.fixture
async def map_server() -> AsyncIterator[Map]:
    server, app = Map(), web.Application()
    app.router.add_get("/{path:.*}", server.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    server.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield server
    await runner.cleanup()


def settings(map_server: Map, provider: str) -> GeocodingSettings:
    changes = {"provider": provider, "url": map_server.url, "timeout_s": 2.0, "user_agent": "our-market"}
    return load_settings().geocoding.model_copy(update=changes)


@pytest.fixture(params=["nominatim", "photon"])
async def geocoder(
    request: pytest.FixtureRequest, map_server: Map, market: Market, database: Database, clock: TestClock
) -> AsyncIterator[Geocoder]:
    geocoder = Geocoder(settings(map_server, request.param), market, database, clock)
    yield geocoder
    await geocoder.close()


async def test_an_address_is_found(geocoder: Geocoder, map_server: Map) -> None:
    found = await geocoder.find("Floriańska 7", Language.RU)
    assert [(a.words, a.point, a.district) for a in found] == [("Floriańska 7, Kraków", HOUSE, "Stare Miasto")]
    _, query, user_agent = map_server.asked[0]
    assert user_agent == "our-market"
    assert "Floriańska 7" in query.values()


async def test_the_search_stays_in_the_city(
    map_server: Map, market: Market, database: Database, clock: TestClock
) -> None:
    geocoder = Geocoder(settings(map_server, "nominatim"), market, database, clock)
    await geocoder.find("Floriańska 7", Language.RU)
    query = map_server.asked[0][1]
    assert (query["countrycodes"], query["bounded"], query["accept-language"]) == ("pl", "1", "pl,ru")
    west, north, east, south = sorted_box(query["viewbox"])
    assert west < 19.9366 < east
    assert south < 50.0614 < north
    assert north - south == pytest.approx(2 * 18 / 111.32, rel=0.01)
    await geocoder.close()


def sorted_box(viewbox: str) -> tuple[float, float, float, float]:
    left, first, right, second = map(float, viewbox.split(","))
    return min(left, right), max(first, second), max(left, right), min(first, second)


async def test_nobody_is_asked_twice(geocoder: Geocoder, map_server: Map, clock: TestClock) -> None:
    first = await geocoder.find("Floriańska 7", Language.EN)
    assert await geocoder.find("  floriańska   7", Language.EN) == first
    assert len(map_server.asked) == 1
    clock.moment += LASTS + timedelta(seconds=1)
    await geocoder.find("Floriańska 7", Language.EN)
    assert len(map_server.asked) == 2


async def test_a_pin_gets_its_address_and_keeps_its_point(geocoder: Geocoder, map_server: Map) -> None:
    pin = Point(lat=50.06471, lon=19.94031)
    named = await geocoder.name(pin, Language.EN)
    assert (named.words, named.point, named.district) == ("Floriańska 7, Kraków", pin, "Stare Miasto")
    await geocoder.name(Point(lat=50.06472, lon=19.94029), Language.EN)
    assert len(map_server.asked) == 1, "ten metres further the answer is the same"


async def test_nothing_is_found(geocoder: Geocoder, map_server: Map) -> None:
    map_server.knows = False
    assert await geocoder.find("Nowhere 1", Language.EN) == []
    assert (await geocoder.name(HOUSE, Language.EN)).words == "50.06470, 19.94030"


@pytest.mark.parametrize("status", [403, 429, 500])
async def test_a_server_that_fails_is_no_error_of_ours(geocoder: Geocoder, map_server: Map, status: int) -> None:
    map_server.status = status
    assert await geocoder.find("Floriańska 7", Language.EN) == []
    named = await geocoder.name(HOUSE, Language.EN)
    assert (named.words, named.district) == ("50.06470, 19.94030", "Stare Miasto")
    map_server.status = 200
    assert await geocoder.find("Floriańska 7", Language.EN), "a failure is not kept"


async def test_nobody_there_at_all(market: Market, database: Database, clock: TestClock) -> None:
    nowhere = load_settings().geocoding.model_copy(update={"url": "http://127.0.0.1:9", "timeout_s": 1.0})
    geocoder = Geocoder(nowhere, market, database, clock)
    assert await geocoder.find("Floriańska 7", Language.EN) == []
    await geocoder.close()


@pytest.mark.parametrize(("url", "pause_s"), [(None, 1.0), ("", 1.0), ("http://127.0.0.1:9", 0.05)])
async def test_public_servers_are_asked_gently(market: Market, url: str | None, pause_s: float) -> None:
    settings = load_settings().geocoding.model_copy(update={"provider": "nominatim", "url": url})
    online = Online(settings, market.city, market.language)
    limited: Any = online._geocode
    assert limited.min_delay_seconds == pause_s
    assert (online._geopy.domain == "nominatim.openstreetmap.org") is (not url)
    await online.close()


async def test_the_licence_names_its_source(
    geocoder: Geocoder, market: Market, database: Database, clock: TestClock
) -> None:
    own = Geocoder(load_settings().geocoding.model_copy(update={"provider": "zones"}), market, database, clock)
    assert (geocoder.attribution, own.attribution) == ("© OpenStreetMap", "")


def test_every_point_is_in_a_district(market: Market) -> None:
    assert nearest_district(market.city, Point(lat=50.0508, lon=19.9449)) == "Kazimierz"
