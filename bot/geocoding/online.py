"""Geocoders on the network, through geopy: Nominatim and Photon, the public servers or one's own."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from math import cos, radians
from typing import Any
from urllib.parse import urlsplit

from geopy.adapters import AioHTTPAdapter
from geopy.exc import GeopyError
from geopy.extra.rate_limiter import AsyncRateLimiter
from geopy.geocoders import Nominatim, Photon

from bot.config import GeocodingSettings
from bot.domain.languages import Language
from bot.domain.market import City
from bot.domain.points import Point
from bot.geocoding.found import Found, NoAnswerError

MOST = 5
"""Candidates: as many as fit under a question."""
_PUBLIC_PAUSE_S = 1.0
"""Between two questions to a public server, as its rules want it."""
_OWN_PAUSE_S = 0.05
_KM_A_DEGREE = 111.32
_PUBLIC = {"nominatim": "https://nominatim.openstreetmap.org", "photon": "https://photon.komoot.io"}
_DISTRICTS = ("suburb", "city_district", "borough", "district", "quarter", "neighbourhood", "locality")
"""Where the servers say what part of the city it is, the best known name first."""
_PHOTON_LANGUAGES = {Language.EN}
"""Of ours; asked for any other, Photon refuses instead of answering in the local one."""


class Online:
    """One server, asked gently."""

    def __init__(self, settings: GeocodingSettings, city: City, market_language: Language) -> None:
        """Connect to nobody yet."""
        self._settings, self._city, self._market_language = settings, city, market_language
        self._geopy = _geopy(settings)
        pause = _OWN_PAUSE_S if settings.url else _PUBLIC_PAUSE_S
        self._geocode = _gently(self._geopy.geocode, pause)
        self._reverse = _gently(self._geopy.reverse, pause)

    async def find(self, words: str, language: Language) -> list[Found]:
        """What the server finds in the city; NoAnswerError when it does not answer."""
        where = self._where_photon() if isinstance(self._geopy, Photon) else self._where_nominatim()
        options = {"exactly_one": False, "limit": MOST, **self._language(language), **where}
        locations = await self._asked(self._geocode(words, **options))
        return [_found(location) for location in locations or []]

    async def name(self, point: Point, language: Language) -> Found | None:
        """The address at the point; NoAnswerError when the server does not answer."""
        asked = self._reverse((point.lat, point.lon), exactly_one=True, **self._language(language))
        location = await self._asked(asked)
        return Found(point, _found(location).words, _found(location).district) if location else None

    async def close(self) -> None:
        """Close the connections."""
        await self._geopy.__aexit__(None, None, None)

    async def _asked(self, question: Awaitable[Any]) -> Any:
        # Three times the patience for one request: those who ask at the same time wait in a line.
        try:
            async with asyncio.timeout(3 * self._settings.timeout_s):
                return await question
        except (GeopyError, TimeoutError) as error:
            raise NoAnswerError(str(error) or type(error).__name__) from error

    def _language(self, language: Language) -> dict[str, Any]:
        """The market's language first: the technician reads what the customer reads, and the street signs."""
        if isinstance(self._geopy, Photon):
            known = self._market_language in _PHOTON_LANGUAGES
            return {"language": self._market_language.value} if known else {}
        return {"language": f"{self._market_language},{language}"}

    def _where_nominatim(self) -> dict[str, Any]:
        box = {"viewbox": self._box(), "bounded": True}
        return {"addressdetails": True, "country_codes": self._city.country.lower(), **box}

    def _where_photon(self) -> dict[str, Any]:
        centre = self._city.centre
        return {"location_bias": (centre.lat, centre.lon), "bbox": self._box()}

    def _box(self) -> list[tuple[float, float]]:
        """The square around the city's circle: its south-western and its north-eastern corner."""
        centre, tall = self._city.centre, self._city.radius_km / _KM_A_DEGREE
        wide = tall / cos(radians(centre.lat))
        return [(centre.lat - tall, centre.lon - wide), (centre.lat + tall, centre.lon + wide)]


def _geopy(settings: GeocodingSettings) -> Any:
    address = urlsplit(settings.url or _PUBLIC[settings.provider])
    maker = Photon if settings.provider == "photon" else Nominatim
    return maker(
        domain=f"{address.netloc}{address.path}",
        scheme=address.scheme,
        user_agent=settings.user_agent,
        timeout=settings.timeout_s,
        adapter_factory=AioHTTPAdapter,
    )


def _gently(ask: Callable[..., Awaitable[Any]], pause_s: float) -> Callable[..., Awaitable[Any]]:
    # geopy ships no types: the annotation is what it promises.
    limited: Callable[..., Awaitable[Any]] = AsyncRateLimiter(
        ask, min_delay_seconds=pause_s, max_retries=1, error_wait_seconds=pause_s, swallow_exceptions=False
    )
    return limited


def _found(location: Any) -> Found:
    raw: Mapping[str, Any] = location.raw
    parts: Mapping[str, str] = raw.get("address") or raw.get("properties") or {}
    district = next((parts[key] for key in _DISTRICTS if parts.get(key)), "")
    point = Point(lat=location.latitude, lon=location.longitude)
    return Found(point, _words(parts) or location.address, district)


def _words(parts: Mapping[str, str]) -> str:
    """'Marszałkowska 10, Warszawa': what a person would write on an envelope; '' when there is no street."""
    street = parts.get("road") or parts.get("street") or parts.get("pedestrian")
    if not street:
        return ""
    house = parts.get("house_number") or parts.get("housenumber")
    town = next((parts[key] for key in ("city", "town", "village") if parts.get(key)), "")
    return ", ".join(part for part in (f"{street} {house}" if house else street, town) if part)
