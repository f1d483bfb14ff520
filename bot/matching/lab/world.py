"""One simulated city while it is served by one policy: the clock, the orders, everybody at work."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.candidates import Candidate, Visit
from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.matching.hours import works_at
from bot.matching.lab.city import CityTechnician, SimulatedCity, skills_for
from bot.matching.lab.clockwork import Clockwork
from bot.matching.lab.demand import Wanted
from bot.matching.lab.policies import Policy
from bot.matching.lab.records import Duty, LabOrder, Outcome
from bot.matching.searches import Search


@dataclass(slots=True)
class World:
    """The state that all that happens works on."""

    city: SimulatedCity
    policy: Policy
    clock: Clockwork
    orders: list[LabOrder] = field(default_factory=list)
    duties: dict[PersonId, Duty] = field(default_factory=dict)

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
        return works_at(technician.hours, self.now, self.market.city.time_zone)

    def search_for(self, order: LabOrder) -> Search:
        """The order as the matching sees it. Customers of the lab have no favourites."""
        nobody = PersonId(0)
        return Search(self.now, self.market, nobody, None, order.visit, order.skills, order.missing, order.wave)

    def candidates_for(self, order: LabOrder) -> list[Candidate]:
        """Everybody on shift with the skills: whom the market's own query finds before the rules look closer."""
        return [
            duty.as_candidate(order, self.now)
            for duty in self.duties.values()
            if order.skills <= duty.technician.skills and self.is_on_shift(duty.technician)
        ]

    def searching(self) -> Iterator[LabOrder]:
        """Orders whose search has begun and in which nobody has a question open, the oldest first."""
        for order in self.orders:
            if order.outcome is Outcome.SEARCHING and order.wave and not order.is_anybody_asked:
                yield order


def new_world(city: SimulatedCity, policy: Policy) -> World:
    """The first midnight: everybody at their base, no order yet."""
    duties = {technician.id: Duty(technician, technician.base) for technician in city.technicians}
    return World(city, policy, Clockwork(city.midnight), duties=duties)


def place(world: World, wanted: Wanted) -> LabOrder:
    """Enter an order as the catalogue knows its service."""
    service = world.market.catalogue.service(wanted.service)
    assert service is not None
    order = LabOrder(
        number=len(world.orders),
        placed=world.now,
        visit=Visit(wanted.point, None, service.minutes),
        skills=skills_for(world.market, wanted.service),
        crew=wanted.crew,
    )
    world.orders.append(order)
    return order
