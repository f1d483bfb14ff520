"""Whoever might be asked for an order of the lab at this moment: all of them, or as the engine wants to be told."""

from collections.abc import Iterator
from datetime import datetime

from bot.domain.candidates import Candidate
from bot.domain.facts import fact
from bot.domain.offers import OfferStatus
from bot.matching.lab.bases import Reach
from bot.matching.lab.records import Duty, LabOrder
from bot.matching.lab.roster import Roster
from bot.matching.ranking import Coming, Considered
from bot.matching.searches import Search


@fact(frozen=True, slots=True)
class Gathering:
    """The people around one order, now."""

    roster: Roster
    order: LabOrder
    now: datetime

    def everybody(self) -> list[Candidate]:
        """Everybody on shift with the skills, in reach, and with room or silent: nobody else would pass the rules."""
        duties = [self.roster.duties[row] for row in self.roster.on_shift(self._in_reach().rows, self.now).tolist()]
        return [duty.as_candidate(self.now, self.order) for duty in duties if self._may_hear(duty)]

    def considered(self, search: Search) -> Considered:
        """Those of them whom this wave of the market may reach, the likely best first."""
        return Considered(self._silent(), self._coming(search))

    def _silent(self) -> list[Candidate]:
        """Those of whom a yes is still to be hoped for: nobody without room."""
        if not self.order.is_anybody_asked:
            return []
        asked = sorted([person for person, offer in self.order.offers.items() if offer is OfferStatus.OPEN])
        duties = [self.roster.duties[self.roster.row_of[person]] for person in asked]
        there = [duty for duty in duties if duty.has_room and self.roster.is_on_shift(duty, self.now)]
        return [duty.as_candidate(self.now, self.order) for duty in there]

    def _coming(self, search: Search) -> Iterator[Coming]:
        for least, row in self.roster.soonest(self._in_reach(), search):
            duty = self.roster.duties[row]
            if duty.technician.id not in self.order.offers:
                yield least, duty.as_candidate(self.now)
                if duty.jobs:
                    self.roster.changed(duty)

    def _in_reach(self) -> Reach:
        """Whether on shift or not."""
        if self.order.reach is None:
            self.order.reach = self.roster.reaching(self.order.visit.point, self.order.skills)
        return self.order.reach

    def _may_hear(self, duty: Duty) -> bool:
        offer = self.order.offers.get(duty.technician.id)
        return duty.has_room if offer is None else offer is OfferStatus.OPEN
