"""'Show me': one order from Start to both ratings, by three people in three languages."""

from dataclasses import dataclass, field
from itertools import count

from sqlalchemy import Connection, select

from bot.demo.cast import Character
from bot.demo.town import Town
from bot.domain.languages import Language
from bot.domain.offers import RUNNING
from bot.domain.points import Point
from bot.ui.service_names import service_name
from bot.ui.texts import Texts, texts_of
from db.tables import jobs
from playground.person import Person
from playground.tour import TourScript, TourStep

CUSTOMERS = ("Anna", "Maya", "Nina", "Emma", "Julia")
WORDS = "The tap in the kitchen drips, and the cupboard under it is already wet."
THANKS = "Quick, tidy and kind."
SKILL, SERVICE = "plumbing", "leak"
NEAR = 0.006
"""Degrees: some streets away."""


@dataclass(slots=True)
class Tour:
    """Has its own two technicians, whom nobody simulates, and a new customer for each time."""

    town: Town
    technicians: dict[str, Person] = field(default_factory=dict)
    customer: Person | None = None
    _number: "count[int]" = field(default_factory=count)

    async def arrives(self) -> None:
        """Let the people of the tour be there."""
        await self._needs("Bartek", "pl", NEAR)
        await self._needs("لیلا", "fa", -1.6 * NEAR)
        self.customer = self._newcomer()

    async def prepare(self) -> TourScript:
        """The script, with people who are free to play it."""
        customer = self.customer
        if customer is None or customer.chat.messages:
            customer = self.customer = self._newcomer()
        busy = await self.town.database.read(_busy)
        for name, technician in list(self.technicians.items()):
            if technician.id in busy:
                await self._needs(name, technician.language_code or "en", NEAR)
        people = {"customer": customer.id} | {name: person.id for name, person in self.technicians.items()}
        return TourScript("That was one order, from Start to both ratings.", people, self._steps(customer))

    def _newcomer(self) -> Person:
        return self.town.playground.person(CUSTOMERS[next(self._number) % len(CUSTOMERS)], "en")

    async def _needs(self, name: str, language: str, away: float) -> None:
        centre = self._place
        base = Point(lat=centre.lat + away, lon=centre.lon + away)
        hands = await self.town.registers(Character(name, language, base, (SKILL,), eagerness=0.0))
        self.technicians[name] = hands.person

    @property
    def _place(self) -> Point:
        """Off the very middle of the city, where the map is crowded with names."""
        centre = self.town.market.city.centre
        return Point(lat=centre.lat + 2 * NEAR, lon=centre.lon - 2 * NEAR)

    def _steps(self, customer: Person) -> list[TourStep]:
        market = self.town.market
        english, polish = texts_of(Language.EN), texts_of(Language.PL)
        bartek = next(iter(self.technicians))
        category = next(c for c in market.catalogue.categories if any(s.key == SERVICE for s in c.services))
        ordering = self._ordering(english, english.named(category.names), service_name(english, market, SERVICE))
        return [*ordering, *_working(bartek, polish), *_rating(customer.first_name, bartek, english, polish)]

    def _ordering(self, say: Texts, category: str, service: str) -> list[TourStep]:
        def tap(msgid: str, caption: str = "") -> TourStep:
            return TourStep("customer", "taps", say.label(msgid), caption)

        place, order = self._place, say.label("Order for %(price)s", price="").strip()
        tap_order = TourStep("customer", "taps", order, "The price is known before ordering.")
        return [
            TourStep("customer", "starts", caption="A customer with a dripping tap presses Start."),
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
        tap("Accept", "The nearest plumbers are asked at once, each in their own language. Bartek is first."),
        tap("On my way", "Now he sees the address and the number; the customer sees who comes."),
        tap("I have arrived"),
        tap("Start"),
        TourStep(
            bartek, "types_code", whose="customer", caption="The customer says the code at the door: the work begins."
        ),
        tap("Done", "An hour later everything is dry."),
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


def _busy(connection: Connection) -> set[int]:
    running = [status.value for status in RUNNING]
    return set(connection.scalars(select(jobs.c.technician_id).where(jobs.c.status.in_(running))))
