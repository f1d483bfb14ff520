"""One simulated city while it is served by one policy: the clock, the orders, everybody at work."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.candidates import Visit
from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.matching.hours import works_at
from bot.matching.lab.calibration import Told
from bot.matching.lab.city import CityTechnician, SimulatedCity, skills_for
from bot.matching.lab.clockwork import Clockwork
from bot.matching.lab.demand import Wanted
from bot.matching.lab.policies import Policy
from bot.matching.lab.records import Duty, LabOrder, Outcome
from bot.matching.lab.roster import Roster
from bot.matching.prediction import PRIOR, Answer, Heard, Knowledge, learn
from bot.matching.searches import MINUTE, Search


@dataclass(slots=True)
class World:
    """The state that all that happens works on."""

    city: SimulatedCity
    policy: Policy
    clock: Clockwork
    roster: Roster
    orders: list[LabOrder] = field(default_factory=list)
    duties: dict[PersonId, Duty] = field(default_factory=dict)
    knowledge: Knowledge = PRIOR
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

    def hear(self, order: LabOrder, technician: PersonId, answer: Answer) -> None:
        """Learn from an offer that is over, if anybody does."""
        if not self.policy.learns:
            return
        asked_at, circumstances = order.asked[technician]
        heard = Heard(circumstances, answer, (self.now - asked_at) / MINUTE)
        duty = self.duties[technician]
        self.knowledge, duty.habits = learn(self.knowledge, duty.habits, heard)

    def searching(self) -> Iterator[LabOrder]:
        """Orders whose search has begun and in which nobody has a question open, the oldest first."""
        for order in self.orders:
            if order.outcome is Outcome.SEARCHING and order.wave and not order.is_anybody_asked:
                yield order


def new_world(city: SimulatedCity, policy: Policy) -> World:
    """The first midnight: everybody at their base, no order yet."""
    duties = {technician.id: Duty(technician, technician.base) for technician in city.technicians}
    roster = Roster(city.market, duties.values(), city.midnight)
    return World(city, policy, Clockwork(city.midnight), roster, duties=duties)


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
