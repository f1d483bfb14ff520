"""The geocoder that the flows talk to: whatever happens, they get addresses or none, never an error."""

from datetime import datetime
from unicodedata import normalize

import structlog

from bot.config import GeocodingSettings
from bot.domain.clock import Clock
from bot.domain.languages import Language
from bot.domain.market import City, Market
from bot.domain.orders import Address
from bot.domain.points import Point
from bot.geocoding.found import Found, NoAnswerError, Source, without_repetitions
from bot.geocoding.online import Online
from bot.geocoding.zones import Zones
from bot.matching.distance import metres_between
from db import geocodes
from db.database import Database
from db.transaction import Transaction

log = structlog.get_logger(__name__)
LONGEST_WORDS = 200
"""Characters of an address that are looked up; nobody's address is longer."""


class Geocoder:
    """Finds and names places in the market's city. Answers from the network are kept."""

    def __init__(self, settings: GeocodingSettings, market: Market, database: Database, clock: Clock) -> None:
        """Choose the provider that the settings name; connect to nobody yet."""
        self._market, self._database, self._clock = market, database, clock
        self._provider = settings.provider
        self._source = _source(settings, market)

    @property
    def attribution(self) -> str:
        """Whom the licence of the answers wants named beside them; '' for our own lists."""
        return "" if self._provider == "zones" else "© OpenStreetMap"

    async def find(self, words: str, language: Language) -> list[Address]:
        """The addresses that these words may mean; none when nothing is found or nobody answers."""
        asked = " ".join(words.split())[:LONGEST_WORDS]
        query = f"{self._provider}:{language}:{asked.casefold()}"
        kept = await self._kept(query)
        if kept is not None:
            return kept
        try:
            found = await self._source.find(asked, language)
        except NoAnswerError as error:
            log.warning("geocoder_gave_no_answer", provider=self._provider, error=str(error))
            return []
        addresses = [self._address(place) for place in without_repetitions(found)]
        await self._keep(query, addresses)
        return addresses

    async def name(self, point: Point, language: Language) -> Address:
        """The address at this point; its bare latitude and longitude when nobody knows one."""
        query = f"{self._provider}:{language}:{point.lat:.4f},{point.lon:.4f}"
        kept = await self._kept(query)
        if kept:
            return Address(point, kept[0].words, kept[0].district)
        try:
            found = await self._source.name(point, language)
        except NoAnswerError as error:
            log.warning("geocoder_gave_no_answer", provider=self._provider, error=str(error))
            found = None
        if found is None:
            return self._address(Found(point, f"{point.lat:.5f}, {point.lon:.5f}"))
        await self._keep(query, [self._address(found)])
        return self._address(found)

    async def close(self) -> None:
        """Let go of the network."""
        await self._source.close()

    async def _kept(self, query: str) -> list[Address] | None:
        if self._provider == "zones":
            return None
        now = self._clock.now()
        return await self._database.read(lambda connection: geocodes.find(connection, query, now))

    async def _keep(self, query: str, addresses: list[Address]) -> None:
        """Nothing found is not kept: the street may be on the map tomorrow."""
        if self._provider == "zones" or not addresses:
            return
        now: datetime = self._clock.now()
        await self._database.write(
            lambda connection: geocodes.keep(Transaction(connection, now, self._market), query, addresses)
        )

    def _address(self, found: Found) -> Address:
        district = found.district or nearest_district(self._market.city, found.point)
        return Address(found.point, " ".join(normalize("NFC", found.words).split()), district)


def nearest_district(city: City, point: Point) -> str:
    """The configured district whose centre is nearest; the city itself when none is configured."""
    nearest = min(city.districts, key=lambda district: metres_between(district.centre, point), default=None)
    return nearest.name if nearest else city.name


def _source(settings: GeocodingSettings, market: Market) -> Source:
    if settings.provider == "zones":
        streets = [(street.name, street.point) for street in settings.streets]
        return Zones(streets, [(district.name, district.centre) for district in market.city.districts])
    return Online(settings, market.city, market.language)
