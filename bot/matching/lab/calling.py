"""Who would be called in, and comes: the same people whatever a policy does, because a forecast knows no policy.

The forecast is the market's own (`bot.matching.forecast`), learned from orders of the two weeks before, and so is the
choice of whom to call (`bot.matching.shortage`). Assumed, not observed: people may be called within four hours before
and after their own shift, once a day; three in ten come, twenty minutes later, and stay as long as the call said.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.domain.ids import PersonId
from bot.domain.past_orders import PastOrder
from bot.matching.calling_in import COMES_AFTER, USUAL_WAY_M
from bot.matching.distance import travel_seconds
from bot.matching.forecast import Forecast, learn
from bot.matching.hours import works_at, works_until
from bot.matching.lab.city import CityTechnician, SimulatedCity, Spell, skills_for
from bot.matching.lab.demand import DailyDemand, Wanted, days_of
from bot.matching.shortage import Hand, outlook

COME = 0.3
"""The share of calls that somebody follows."""
BESIDE_SHIFT = timedelta(hours=4)
"""So long before and after their own shift people may be called."""
DAYS_BEFORE = 14
Spells = dict[PersonId, tuple[Spell, ...]]


def with_called(city: SimulatedCity, demand: DailyDemand) -> SimulatedCity:
    """The same city, and whoever followed a call is at work in the hours of that call."""
    forecast = _forecast(city, demand)
    spells: Spells = {one.id: () for one in city.technicians}
    called: set[tuple[int, PersonId]] = set()
    for moment in _looks(city):
        day = (moment - city.midnight).days
        for person in _called(city, forecast, spells, {who for on, who in called if on == day}, moment):
            called.add((day, person))
            if Random(f"{city.seed} comes {person} {day}").random() < COME:
                spells[person] += ((moment + COMES_AFTER, moment + city.market.calling_in.look_ahead),)
    return replace(city, technicians=tuple(replace(one, called_in=spells[one.id]) for one in city.technicians))


def _looks(city: SimulatedCity) -> Sequence[datetime]:
    """Every half hour, or as the market sets it, between its first and last hour of calling."""
    rules, zone = city.market.calling_in, city.market.city.time_zone
    moments = [city.midnight + rules.look_every * n for n in range(city.days * timedelta(days=1) // rules.look_every)]
    return [moment for moment in moments if rules.earliest <= moment.astimezone(zone).time() < rules.latest]


def _called(
    city: SimulatedCity,
    forecast: Forecast,
    spells: Spells,
    called: set[PersonId],
    moment: datetime,
) -> list[PersonId]:
    until = moment + city.market.calling_in.look_ahead
    hands = [hand for one in city.technicians if (hand := _hand(city, one, spells, called, moment)) is not None]
    seen = outlook(forecast.demand(moment, until), hands, _each_takes(city))
    return [call.technician for call in seen.calls] if seen.missing >= city.market.calling_in.least_missing else []


def _hand(
    city: SimulatedCity,
    technician: CityTechnician,
    spells: Spells,
    called: set[PersonId],
    moment: datetime,
) -> Hand | None:
    zone, until = city.market.city.time_zone, moment + city.market.calling_in.look_ahead
    who = (technician.id, technician.skills, technician.base, float(technician.radius_km))
    if (end := works_until(technician.hours, moment, zone, until)) is not None:
        return Hand(*who, moment, end)
    if spells[technician.id] and spells[technician.id][-1][1] > moment:
        since, end = spells[technician.id][-1]
        return Hand(*who, max(moment, since), end)
    beside = any(works_at(technician.hours, moment + shift, zone) for shift in (-BESIDE_SHIFT, BESIDE_SHIFT))
    if technician.id in called or not beside:
        return None
    return Hand(*who, moment + COMES_AFTER, until, COME, on_duty=False)


def _forecast(city: SimulatedCity, demand: DailyDemand) -> Forecast:
    dice = Random(f"{city.seed} the weeks before")
    begin = city.midnight - timedelta(days=DAYS_BEFORE)
    orders = days_of(demand, len(city.orders) // city.days, DAYS_BEFORE, dice)
    past = [_past(city, begin, wanted) for wanted in orders for _ in range(wanted.crew)]
    return learn(past, city.midnight, city.market.city.time_zone, begin)


def _past(city: SimulatedCity, begin: datetime, wanted: Wanted) -> PastOrder:
    return PastOrder(begin + wanted.after, wanted.point, skills_for(city.market, wanted.service), wanted.service)


def _each_takes(city: SimulatedCity) -> timedelta:
    minutes = [city.market.catalogue.service(wanted.service) for wanted in city.orders]
    work = [service.minutes for service in minutes if service is not None]
    way = travel_seconds(USUAL_WAY_M, city.market.dispatch.travel_speed_kmh)
    return timedelta(minutes=sum(work) / len(work), seconds=way)
