"""One simulated city while it is served by one policy: the clock, the orders, everybody at work."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.domain.candidates import Candidate, Visit
from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.domain.points import Point
from bot.matching.distance import metres_between
from bot.matching.hours import works_at
from bot.matching.lab.calibration import Told
from bot.matching.lab.city import CityTechnician, SimulatedCity, skills_for
from bot.matching.lab.clockwork import Clockwork
from bot.matching.lab.demand import Wanted
from bot.matching.lab.policies import Policy
from bot.matching.lab.records import Duty, LabOrder, Outcome
from bot.matching.nearby import Nearby
from bot.matching.prediction import PRIOR, Answer, Heard, Knowledge, learn
from bot.matching.searches import Search

NO_SKILL = ""
"""A key that everybody has: for services that need none."""


@dataclass(slots=True)
class World:
    """The state that all that happens works on."""

    city: SimulatedCity
    policy: Policy
    clock: Clockwork
    orders: list[LabOrder] = field(default_factory=list)
    duties: dict[PersonId, Duty] = field(default_factory=dict)
    knowledge: Knowledge = PRIOR
    nearby: Nearby = field(default_factory=Nearby)
    told: list[Told] = field(default_factory=list)

    @property
    def market(self) -> Market:
        """The market's settings, the same for every policy."""
        return self.city.market

    @property
    def now(self) -> datetime:
        """The moment, UTC."""
        return self.clock.now

    def hour_at(self, moment: datetime) -> int:
        """The hour of the day on the city's clocks."""
        return moment.astimezone(self.market.city.time_zone).hour

    def is_on_shift(self, technician: CityTechnician) -> bool:
        """Whether they work now."""
        return works_at(technician.hours_at(self.now), self.now, self.market.city.time_zone)

    def search_for(self, order: LabOrder) -> Search:
        """The order as the matching sees it. Customers of the lab have no favourites."""
        return Search(
            now=self.now,
            market=self.market,
            customer=PersonId(0),
            favourite=None,
            visit=order.visit,
            skills=order.skills,
            missing=order.missing,
            wave=order.wave,
            service=order.service,
            since=order.placed,
            knowledge=self.knowledge,
        )

    def candidates_for(self, order: LabOrder) -> list[Candidate]:
        """Everybody on shift with the skills, in reach and with room: nobody else would pass the rules."""
        return [duty.as_candidate(order, self.now) for duty in self._in_reach(order) if duty.may_hear_of(order)]

    def _in_reach(self, order: LabOrder) -> list[Duty]:
        """Those on shift in whose own radius the place is. Shifts and calls begin and end at full ten minutes."""
        since = self.now.replace(minute=self.now.minute // 10 * 10, second=0, microsecond=0)
        if order.reach_at != since:
            order.reach = [duty for duty in self._based_near(order) if self.is_on_shift(duty.technician)]
            order.reach_at = since
        return order.reach

    def _based_near(self, order: LabOrder) -> list[Duty]:
        """Those with the skills whose own radius, from their base, covers the place; by their ids."""
        point, skill = order.visit.point, min(order.skills, default=NO_SKILL)
        found = sorted(self.nearby.covering(point, skill).ids.tolist())
        able = [duty for person in found if order.skills <= (duty := self.duties[PersonId(person)]).technician.skills]
        return [duty for duty in able if reaches(duty.technician, point)]

    def hear(self, order: LabOrder, technician: PersonId, answer: Answer) -> None:
        """Learn from an offer that is over."""
        asked_at, ranked = order.asked[technician]
        heard = Heard(ranked.prospect.circumstances, answer, (self.now - asked_at) / timedelta(minutes=1))
        duty = self.duties[technician]
        self.knowledge, duty.habits = learn(self.knowledge, duty.habits, heard)

    def searching(self) -> Iterator[LabOrder]:
        """Orders whose search has begun and in which nobody has a question open, the oldest first."""
        for order in self.orders:
            if order.outcome is Outcome.SEARCHING and order.wave and not order.is_anybody_asked:
                yield order


def reaches(technician: CityTechnician, point: Point) -> bool:
    """Whether the place is inside the technician's own radius."""
    return metres_between(technician.base, point) <= technician.radius_km * 1000


def new_world(city: SimulatedCity, policy: Policy) -> World:
    """The first midnight: everybody at their base, no order yet."""
    duties = {technician.id: Duty(technician, technician.base) for technician in city.technicians}
    return World(city, policy, Clockwork(city.midnight), duties=duties, nearby=_by_base(city.technicians))


def _by_base(technicians: Iterable[CityTechnician]) -> Nearby:
    """An index of who could come where. A metre is added: `reaches` decides, in whole metres."""
    nearby = Nearby()
    for one in technicians:
        nearby.put(one.id, one.base, one.radius_km * 1000 + 1, {NO_SKILL, *one.skills})
    return nearby


def place(world: World, wanted: Wanted) -> LabOrder:
    """Enter an order as the catalogue knows its service."""
    service = world.market.catalogue.service(wanted.service)
    assert service is not None
    order = LabOrder(
        number=len(world.orders),
        placed=world.now,
        service=wanted.service,
        visit=Visit(wanted.point, None, service.minutes),
        skills=skills_for(world.market, wanted.service),
        crew=wanted.crew,
    )
    world.orders.append(order)
    return order
