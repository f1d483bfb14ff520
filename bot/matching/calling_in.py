"""Who is called in: the forecast and the orders that wait, against those at work and those who might come."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from bot.domain.calls import CallRecord
from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.domain.past_orders import PastOrder
from bot.matching.distance import travel_seconds
from bot.matching.forecast import Demand, learn
from bot.matching.hours import works_until
from bot.matching.shortage import Hand, Outlook, outlook

LEAST_PAST = 50
"""From fewer orders no forecast is made: it would say more about chance than about the market."""
COMES_AFTER = timedelta(minutes=20)
"""Until somebody who is called in has read it, got ready and gone online."""
USUAL_WAY_M = 4_000
USUAL_MINUTES = 60
"""What an order takes where the market's past does not say."""
PRIOR_CALLS, PRIOR_CAME = 5, 2
"""What a market that has never called is taken to have seen: two of five come."""
OWN_CALLS = 3
"""So many calls' worth of what everybody does is mixed into each one's own record."""
QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Situation:
    """All that is looked at. `past`: orders placed lately; `waiting`: they look for somebody now or will soon.

    `everybody`: approved technicians, online or not; `in_peace`: who does not want to be called; `records`: how calls
    were taken lately.
    """

    market: Market
    now: datetime
    past: Sequence[PastOrder]
    waiting: Sequence[PastOrder]
    everybody: Sequence[Candidate]
    in_peace: AbstractSet[PersonId]
    records: Mapping[PersonId, CallRecord]

    @property
    def until(self) -> datetime:
        """How far ahead is looked, to a full quarter of an hour: people are told this time."""
        end = self.now + self.market.calling_in.look_ahead
        into = timedelta(minutes=end.minute % 15, seconds=end.second, microseconds=end.microsecond)
        return end - into if into < QUARTER / 2 else end - into + QUARTER


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody to call: at least so many jobs are expected in their reach."""

    technician: PersonId
    jobs: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What the look has found: the outlook (None: too little is known of the past) and whom to call until when."""

    outlook: Outlook | None
    wanted: tuple[Wanted, ...]
    until: datetime


def plan(situation: Situation) -> Plan:
    """Compare what is to come with who is there."""
    if not knows_enough(situation):
        return Plan(None, (), situation.until)
    seen = outlook(_demand(situation), hands(situation), _each_takes(situation))
    short = seen.missing >= situation.market.calling_in.least_missing
    wanted = tuple(Wanted(call.technician, max(1, round(call.near))) for call in seen.calls) if short else ()
    return Plan(seen, wanted, situation.until)


def knows_enough(situation: Situation) -> bool:
    """Whether the market has a past to learn from."""
    return len(situation.past) >= LEAST_PAST


def _demand(situation: Situation) -> list[Demand]:
    """Jobs: an order for two counts twice. Scheduled visits are no matter of forecast: they are known."""
    past = [order for order in situation.past if not order.scheduled for _ in range(order.crew)]
    forecast = learn(past, situation.now, situation.market.city.time_zone)
    waiting = [Demand(order.point, order.skills, order.crew) for order in situation.waiting]
    return [*forecast.demand(situation.now, situation.until), *waiting]


def hands(situation: Situation) -> list[Hand]:
    """Everybody who works at this hour and is online, or could be called."""
    usual = usual_chance(situation.records)
    found = (_hand(situation, candidate, usual) for candidate in situation.everybody)
    return [hand for hand in found if hand is not None]


def usual_chance(records: Mapping[PersonId, CallRecord]) -> float:
    """How likely somebody comes of whom nothing is known."""
    called = sum(record.calls for record in records.values())
    came = sum(record.came for record in records.values())
    return (came + PRIOR_CAME) / (called + PRIOR_CALLS)


def _hand(situation: Situation, candidate: Candidate, usual: float) -> Hand | None:
    market, now = situation.market, situation.now
    end = works_until(candidate.hours, now, market.city.time_zone, situation.until)
    if end is None or candidate.banned or not candidate.reachable:
        return None
    who = (candidate.id, candidate.skills, candidate.base, candidate.radius_km)
    if candidate.online:
        return Hand(*who, now + busy_for(candidate), end)
    record = situation.records.get(candidate.id, CallRecord())
    if candidate.id in situation.in_peace or not has_rested(record, market, now):
        return None
    chance = (record.came + OWN_CALLS * usual) / (record.calls + OWN_CALLS)
    return Hand(*who, now + COMES_AFTER, end, chance, on_duty=False)


def has_rested(record: CallRecord, market: Market, now: datetime) -> bool:
    """Whether another call is within the rate that the market has set for a person."""
    rules = market.calling_in
    rested = record.last_at is None or now - record.last_at >= rules.rest
    return rested and record.lately < rules.calls_a_day


def busy_for(candidate: Candidate) -> timedelta:
    """How long the running jobs still take: the first is about half over, scheduled ones come at their hour."""
    minutes = [visit.minutes for visit in candidate.visits if visit.window is None]
    return timedelta(minutes=sum(minutes) - ceil(minutes[0] / 2)) if minutes else timedelta(0)


def _each_takes(situation: Situation) -> timedelta:
    catalogue = situation.market.catalogue
    known = [catalogue.service(order.service) for order in situation.past]
    minutes = [service.minutes for service in known if service is not None]
    work = sum(minutes) / len(minutes) if minutes else USUAL_MINUTES
    way = travel_seconds(USUAL_WAY_M, situation.market.dispatch.travel_speed_kmh)
    return timedelta(minutes=work, seconds=way)
