"""Who may be asked: named rules, the first that fails is the reason.

The order of the rules is the order of the explanations: what a person is comes before what they have set, and that
before what happens to be so at the moment.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.domain.candidates import Candidate
from bot.domain.technicians import TechnicianStatus
from bot.matching.distance import metres_between
from bot.matching.hours import works_at
from bot.matching.prospects import chance_in_time, metres_to_go, when_free
from bot.matching.searches import Search
from bot.matching.visits import clash
from bot.matching.waves import radius_km

MOST_OPEN_OFFERS = 3
"""Nobody is asked anything new while this many questions wait for their answer.

More than one, because an offer that nobody takes back would otherwise keep a technician from a better one beside
them for as long as the first is open; not many, because whoever has left three questions unanswered is not reading.
"""


@dataclass(frozen=True, slots=True)
class Rule:
    """A condition that everybody who is asked fulfils, under the name by which a 'no' is explained."""

    name: str
    holds: Callable[[Candidate, Search], bool]


def first_failed(candidate: Candidate, search: Search) -> str | None:
    """The name of the first rule that keeps the candidate from being asked now; None: they may be asked."""
    return next((rule.name for rule in RULES if not rule.holds(candidate, search)), None)


def _works_then(candidate: Candidate, search: Search) -> bool:
    """A scheduled visit must begin in a shift; one that is wanted as soon as possible, now."""
    window = search.visit.window
    moment = window.start if window else search.now
    return works_at(candidate.hours, max(moment, search.now), search.market.city.time_zone)


def _is_for_them(candidate: Candidate, search: Search) -> bool:
    """The first jobs, and those after a fallen record, are simple and near."""
    if not candidate.restricted:
        return True
    return search.is_simple and metres_to_go(candidate, search) <= search.market.probation.radius_km * 1000


def _is_within_own_radius(candidate: Candidate, search: Search) -> bool:
    """A technician's own radius is measured from their base, wherever they happen to be."""
    return metres_between(candidate.base, search.visit.point) <= candidate.radius_km * 1000


def _has_room(candidate: Candidate, search: Search) -> bool:
    return len(candidate.visits) < min(candidate.max_jobs, search.market.jobs.max_jobs_at_once)


def may_still_take(candidate: Candidate, search: Search) -> bool:
    """Whether a yes is still to be hoped for from somebody who was asked, whatever they have taken on since."""
    return _has_room(candidate, search) and _is_free_soon(candidate, search) and _can_be_in_time(candidate, search)


def _is_free_soon(candidate: Candidate, search: Search) -> bool:
    """Whoever wants somebody now is not sent somebody who must finish something long; a scheduled visit can wait."""
    if not candidate.visits or search.visit.window is not None or search.may_be_late:
        return True
    return when_free(candidate, search).minutes <= search.aims.free_soon


def _can_be_in_time(candidate: Candidate, search: Search) -> bool:
    return search.may_be_late or chance_in_time(candidate, search) >= search.aims.in_time


def _has_no_clash(candidate: Candidate, search: Search) -> bool:
    speed = search.rules.travel_speed_kmh
    return not any(clash(visit, search.visit, search.now, speed) for visit in candidate.visits)


def _is_within_the_wave(candidate: Candidate, search: Search) -> bool:
    """The customer's favourite is asked wherever they are: their own radius is limit enough."""
    return candidate.id == search.favourite or metres_to_go(candidate, search) <= radius_km(search) * 1000


RULES = (
    Rule("approved", lambda candidate, _: candidate.status is TechnicianStatus.APPROVED),
    Rule("not_banned", lambda candidate, _: not candidate.banned),
    Rule("not_the_customer", lambda candidate, search: candidate.id != search.customer),
    Rule("not_blocked", lambda candidate, _: not candidate.blocked),
    Rule("skills", lambda candidate, search: search.skills <= candidate.skills),
    Rule("level", lambda candidate, search: candidate.level.is_at_least(search.level)),
    Rule("documents", lambda candidate, search: search.documents <= candidate.documents),
    Rule("restricted", _is_for_them),
    Rule("not_handed_back", lambda candidate, _: not candidate.handed_back),
    Rule("not_declined", lambda candidate, _: not candidate.declined),
    Rule("not_on_it", lambda candidate, _: not candidate.on_it),
    Rule("not_asked", lambda candidate, _: not candidate.asked),
    Rule("reachable", lambda candidate, _: candidate.reachable),
    Rule("online", lambda candidate, _: candidate.online),
    Rule("hours", _works_then),
    Rule("own_radius", _is_within_own_radius),
    Rule("load", _has_room),
    Rule("free_soon", _is_free_soon),
    Rule("no_clash", _has_no_clash),
    Rule("open_offers", lambda candidate, _: candidate.open_offers < MOST_OPEN_OFFERS),
    Rule("asked_often", lambda candidate, search: candidate.asked_lately < search.aims.most_an_hour),
    Rule("in_time", _can_be_in_time),
    Rule("wave_radius", _is_within_the_wave),
)
"""Every rule, in order."""
LASTING = frozenset({"not_blocked", "skills", "level", "documents"})
"""Rules that hold for a yes too, however long ago the question was: what they look at does not pass by itself."""


def may_still_have(candidate: Candidate, search: Search) -> bool:
    """Whether somebody who was asked is still one of those who may do it."""
    return all(rule.holds(candidate, search) for rule in RULES if rule.name in LASTING)
