"""Who may be asked: named rules, the first that fails is the reason.

The order of the rules is the order of the explanations: what a person is comes before what they have set, and that
before what happens to be so at the moment.
"""

from collections.abc import Callable
from typing import NamedTuple

from bot.domain.candidates import Candidate
from bot.domain.technicians import TechnicianStatus
from bot.matching.distance import metres_between
from bot.matching.hours import covers
from bot.matching.prospects import Approach
from bot.matching.searches import Search
from bot.matching.visits import clash

MOST_OPEN_OFFERS = 3
"""Nobody is asked anything new while this many questions wait for their answer.

More than one, because an offer that nobody takes back would otherwise keep a technician from a better one beside
them for as long as the first is open; not many, because whoever has left three questions unanswered is not reading.
"""


class Rule(NamedTuple):
    """A condition that everybody who is asked fulfils, under the name by which a 'no' is explained."""

    name: str
    holds: Callable[[Approach], bool]


def first_failed(candidate: Candidate, search: Search) -> str | None:
    """The name of the first rule that keeps the candidate from being asked now; None: they may be asked."""
    return first_failed_of(Approach(candidate, search))


def first_failed_of(approach: Approach) -> str | None:
    """The same for somebody of whom more is to be reckoned."""
    for name, holds in RULES:
        if not holds(approach):
            return name
    return None


def _works_then(one: Approach) -> bool:
    """A scheduled visit must begin in a shift; one that is wanted as soon as possible, now."""
    return covers(one.candidate.hours, one.search.begins)


def _is_for_them(one: Approach) -> bool:
    """The first jobs, and those after a fallen record, are simple and near."""
    if not one.candidate.restricted:
        return True
    return one.search.is_simple and one.metres <= one.search.market.probation.radius_km * 1000


def _is_within_own_radius(one: Approach) -> bool:
    """A technician's own radius is measured from their base, wherever they happen to be."""
    return metres_between(one.candidate.base, one.search.visit.point) <= one.candidate.radius_km * 1000


def _has_room(one: Approach) -> bool:
    return len(one.candidate.visits) < min(one.candidate.max_jobs, one.search.market.jobs.max_jobs_at_once)


def may_still_take(approach: Approach) -> bool:
    """Whether a yes is still to be hoped for from somebody who was asked, whatever they have taken on since."""
    return _has_room(approach) and _is_free_soon(approach) and _can_be_in_time(approach)


def _is_free_soon(one: Approach) -> bool:
    """Whoever wants somebody now is not sent somebody who must finish something long; a scheduled visit can wait."""
    if not one.candidate.visits or one.search.visit.window is not None or one.search.may_be_late:
        return True
    return one.free.minutes <= one.search.aims.free_soon


def _can_be_in_time(one: Approach) -> bool:
    return one.search.may_be_late or one.in_time >= one.search.aims.in_time


def _has_no_clash(one: Approach) -> bool:
    if not one.candidate.visits:
        return True
    search, speed = one.search, one.search.rules.travel_speed_kmh
    return not any(clash(visit, search.visit, search.now, speed) for visit in one.candidate.visits)


def _is_within_the_wave(one: Approach) -> bool:
    """Whoever is asked first is so wherever they are: their own radius is limit enough."""
    return one.search.is_asked_first(one.candidate) or one.metres <= one.search.radius_km * 1000


RULES = (
    Rule("approved", lambda one: one.candidate.status is TechnicianStatus.APPROVED),
    Rule("not_banned", lambda one: not one.candidate.banned),
    Rule("not_the_customer", lambda one: one.candidate.id != one.search.customer),
    Rule("not_blocked", lambda one: not one.candidate.blocked),
    Rule("skills", lambda one: one.search.skills <= one.candidate.skills),
    Rule("level", lambda one: one.candidate.level.is_at_least(one.search.level)),
    Rule("documents", lambda one: one.search.documents <= one.candidate.documents),
    Rule("restricted", _is_for_them),
    Rule("not_handed_back", lambda one: not one.candidate.handed_back),
    Rule("not_declined", lambda one: not one.candidate.declined),
    Rule("not_on_it", lambda one: not one.candidate.on_it),
    Rule("not_asked", lambda one: not one.candidate.asked),
    Rule("reachable", lambda one: one.candidate.reachable),
    Rule("online", lambda one: one.candidate.online),
    Rule("hours", _works_then),
    Rule("own_radius", _is_within_own_radius),
    Rule("load", _has_room),
    Rule("free_soon", _is_free_soon),
    Rule("no_clash", _has_no_clash),
    Rule("open_offers", lambda one: one.candidate.open_offers < MOST_OPEN_OFFERS),
    Rule("asked_often", lambda one: one.candidate.asked_lately < one.search.aims.most_an_hour),
    Rule("in_time", _can_be_in_time),
    Rule("wave_radius", _is_within_the_wave),
)
"""Every rule, in order."""
LASTING = frozenset({"not_blocked", "skills", "level", "documents"})
"""Rules that hold for a yes too, however long ago the question was: what they look at does not pass by itself."""


def may_still_have(candidate: Candidate, search: Search) -> bool:
    """Whether somebody who was asked is still one of those who may do it."""
    approach = Approach(candidate, search)
    return all(rule.holds(approach) for rule in RULES if rule.name in LASTING)
