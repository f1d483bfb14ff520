"""'Show me': one order from Start to both ratings, by three people in three languages."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Connection, func, select

from bot.demo.cast import Character
from bot.demo.town import Town
from bot.domain.languages import Language
from bot.domain.offers import RUNNING, OfferStatus
from bot.domain.points import Point
from bot.ui.service_names import service_name
from bot.ui.texts import Texts, texts_of
from db.tables import jobs, offers, technicians
from playground.person import Person
from playground.stage.acts import ActRefused
from playground.tour import TourScript, TourStep

CUSTOMERS = ("Anna", "Maya", "Nina", "Emma", "Julia")
WORDS = "Half the flat is dark, and the fuse goes again whenever the kettle is on."
THANKS = "Quick, tidy and kind."
SKILL, SERVICE = "electrics", "no_power"
"""Nobody in the demand file asks for it, so that no other order finds whoever can do nothing else."""
AT_FIRST = ("plumbing", SKILL)
"""What they can do until they are needed for the tour: whoever plays by hand may want them too."""
NEAR = 0.006
"""Degrees: some streets away."""
PLAYERS = {"Bartek": ("pl", NEAR), "لیلا": ("fa", -1.6 * NEAR)}
"""Name → language, degrees from the tour's place. The first is the one who takes the job."""
AN_HOUR = timedelta(hours=1)
MOST_ASKED = 4
"""Offers in an hour up to which somebody is sure to be asked again; nobody answers them between two tours."""


@dataclass(slots=True)
class Tour:
    """Has its own two technicians, whom nobody simulates, and a new customer for each time."""

    town: Town
    technicians: dict[str, Person] = field(default_factory=dict)
    customer: Person | None = None
    _number: "count[int]" = field(default_factory=count)

    async def arrives(self) -> None:
        """Let the people of the tour be there."""
        await asyncio.gather(*(self._needs(name, AT_FIRST) for name in PLAYERS))
        self.customer = self._newcomer()
        self._opens_first()

    def _opens_first(self) -> None:
        """Their phones are the ones that a page opens with."""
        people = [self.customer, *(self.technicians[name] for name in PLAYERS)]
        self.town.playground.scene.open_first([person.id for person in people if person])

    async def prepare(self) -> TourScript:
        """The script, with people who are free to play it."""
        if not self.town.bot_runs:
            raise ActRefused("The bot is not running: switch it on first.")
        customer = self.customer
        if customer is None or customer.chat.messages:
            customer = self.customer = self._newcomer()
        free = await self.town.database.read(_free(self.town.clock.now()))
        tired = [(name, one) for name, one in self.technicians.items() if one.id not in free]
        await asyncio.gather(*(self._replaces(name, one) for name, one in tired))
        self._opens_first()
        people = {"customer": customer.id} | {name: person.id for name, person in self.technicians.items()}
        return TourScript("That was one order, from Start to both ratings.", people, self._steps(customer))

    def _newcomer(self) -> Person:
        return self.town.playground.person(CUSTOMERS[next(self._number) % len(CUSTOMERS)], "en")

    async def _replaces(self, name: str, tired: Person) -> None:
        """Somebody of the same name comes; whoever has work, or too many of the city's offers, goes home after it."""
        await tired.says("/offline")
        await self._needs(name, (SKILL,))

    async def _needs(self, name: str, skills: tuple[str, ...]) -> None:
        language, away = PLAYERS[name]
        centre = self._place
        base = Point(lat=centre.lat + away, lon=centre.lon + away)
        hands = await self.town.registers(Character(name, language, base, skills, eagerness=0.0))
        self.technicians[name] = hands.person

    @property
    def _place(self) -> Point:
        """Off the very middle of the city, where the map is crowded with names."""
        centre = self.town.market.city.centre
        return Point(lat=centre.lat + 2 * NEAR, lon=centre.lon - 2 * NEAR)

    def _steps(self, customer: Person) -> list[TourStep]:
        market = self.town.market
        english, polish = texts_of(Language.EN), texts_of(Language.PL)
        bartek = next(iter(PLAYERS))
        category = next(c for c in market.catalogue.categories if any(s.key == SERVICE for s in c.services))
        ordering = self._ordering(english, english.named(category.names), service_name(english, market, SERVICE))
        return [*ordering, *_working(bartek, polish), *_rating(customer.first_name, bartek, english, polish)]

    def _ordering(self, say: Texts, category: str, service: str) -> list[TourStep]:
        def tap(msgid: str, caption: str = "") -> TourStep:
            return TourStep("customer", "taps", say.label(msgid), caption)

        place, order = self._place, say.label("Order for %(price)s", price="").strip()
        tap_order = TourStep("customer", "taps", order, "The price is known before ordering.")
        return [
            TourStep("customer", "starts", caption="Somebody who sits in the dark presses Start."),
            tap("I agree", "What is kept and who sees it is said before anything else."),
            tap("New order"),
            TourStep("customer", "taps", category, "What is broken, in two taps."),
            TourStep("customer", "taps", service),
            TourStep("customer", "types", WORDS, "A few words, a photo or a voice message."),
            tap("Continue"),
            TourStep("customer", "places", say.label("Share my location"), "Where: a pin, or an address.",
                     at=(place.lat, place.lon)),
            tap("As soon as possible"),
            TourStep("customer", "taps", say.digits("1")),
            TourStep("customer", "presses", say.label("Share my number"), "Only whoever comes and operators see it."),
            tap_order,
        ]  # fmt: skip


def _working(bartek: str, say: Texts) -> list[TourStep]:
    def tap(msgid: str, caption: str = "") -> TourStep:
        return TourStep(bartek, "taps", say.label(msgid), caption)

    return [
        TourStep(
            bartek,
            "taps",
            say.label("Accept"),
            "The nearest electricians are asked at once, each in their own language. Bartek is first.",
            beside=WORDS,
        ),
        tap("On my way", "Now he sees the address and the number; the customer sees who comes."),
        tap("I have arrived"),
        tap("Start"),
        TourStep(
            bartek, "types_code", whose="customer", caption="The customer says the code at the door: the work begins."
        ),
        tap("Done", "An hour later there is light again."),
    ]


def _rating(customer: str, bartek: str, english: Texts, polish: Texts) -> list[TourStep]:
    return [
        TourStep(
            "customer",
            "taps",
            english.label("Rate %(name)s", name=bartek),
            "Both rate; neither sees the other’s before.",
        ),
        TourStep("customer", "taps", f"{english.digits('5')} ★"),
        TourStep("customer", "taps", english.label("Skip")),
        TourStep("customer", "taps", english.label("Yes, at once")),
        TourStep("customer", "types", THANKS),
        TourStep(bartek, "taps", polish.label("Rate %(name)s", name=customer)),
        TourStep(bartek, "taps", f"{polish.digits('5')} ★"),
        TourStep(bartek, "taps", polish.label("Skip")),
        TourStep(bartek, "taps", polish.label("Skip")),
        TourStep(bartek, "sees", THANKS, "And now they do."),
    ]


def _free(now: datetime) -> Callable[[Connection], set[int]]:
    """Reads who is online with nothing to do and nothing to answer, and was not asked too often lately."""
    running = [status.value for status in RUNNING]
    is_open, is_late = offers.c.status == OfferStatus.OPEN.value, offers.c.created_at > now - AN_HOUR
    asked = select(offers.c.technician_id).where(is_late).group_by(offers.c.technician_id)
    tired = (
        select(jobs.c.technician_id).where(jobs.c.status.in_(running)),
        select(offers.c.technician_id).where(is_open),
        asked.having(func.count() > MOST_ASKED),
    )
    online = select(technicians.c.person_id).where(technicians.c.online)
    return lambda connection: set(connection.scalars(online)).difference(*map(connection.scalars, tired))
