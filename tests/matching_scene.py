"""Candidates and searches for the tests of matching: ordinary ones, changed where a test needs it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from bot.config import load_settings
from bot.domain.aims import Aims
from bot.domain.candidates import Candidate, Visit
from bot.domain.ids import PersonId
from bot.domain.market import Market
from bot.domain.orders import Window
from bot.domain.points import Point
from bot.domain.technicians import TechnicianStatus
from bot.matching.felt import Ranked
from bot.matching.planning import Wave, plan_wave
from bot.matching.ranking import Considered, Ranking
from bot.matching.searches import Search
from tests.clock import NOON

DOOR = Point(lat=50.0614, lon=19.9366)
CUSTOMER = PersonId(1)
AIMS = Aims()
CONFIGURED = load_settings().market_rules()
MARKET: Market = replace(CONFIGURED, dispatch=replace(CONFIGURED.dispatch, aims=AIMS))
"""Aims at what markets aim at; the other tests' market is plainer (`tests/conftest.py`)."""
HEAD_START = timedelta(seconds=45)
STAFF_FIRST: Market = replace(MARKET, dispatch=replace(MARKET.dispatch, staff_head_start=HEAD_START))
"""A market that asks its own staff first."""


def km_north(kilometres: float) -> Point:
    """A point that far north of the door, to a metre or two."""
    return Point(lat=DOOR.lat + kilometres / 111.2, lon=DOOR.lon)


def candidate(id_: int = 10, **changes: Any) -> Candidate:
    """Somebody who may be asked, a kilometre away."""
    ordinary = Candidate(
        id=PersonId(id_),
        status=TechnicianStatus.APPROVED,
        banned=False,
        reachable=True,
        online=True,
        skills=frozenset({"plumbing"}),
        base=km_north(1),
        radius_km=10,
        position=None,
        position_at=None,
        hours={},
        max_jobs=2,
        stars_sum=0,
        stars_count=0,
        open_offers=0,
        visits=(),
    )
    return replace(ordinary, **changes)


def search(**changes: Any) -> Search:
    """The first wave for a leaking tap, as soon as possible."""
    ordinary = Search(
        now=NOON,
        market=MARKET,
        customer=CUSTOMER,
        favourite=None,
        visit=Visit(DOOR, None, 60),
        skills=frozenset({"plumbing"}),
        missing=1,
        wave=1,
    )
    return replace(ordinary, **changes)


def plan(candidates: Iterable[Candidate], question: Search) -> Wave:
    """The wave that is planned when nothing is known of anybody beforehand, as the market plans it."""
    return plan_wave(Considered.of(candidates), question)


def ranking_of(candidates: Iterable[Candidate], question: Search) -> Sequence[Ranked]:
    """All of them who may be asked, in the order in which they would be."""
    return Ranking(Considered.of(candidates), question).everybody


def window(hours_ahead: float, hours_long: float = 2) -> Window:
    """A window that many hours from now."""
    start = NOON + timedelta(hours=hours_ahead)
    return Window(start, start + timedelta(hours=hours_long))


def near(km: float = 20) -> st.SearchStrategy[Point]:
    """Points around the door."""
    span = km / 111.2
    offsets = st.floats(-span, span, allow_nan=False)
    return st.builds(lambda north, east: Point(lat=DOOR.lat + north, lon=DOOR.lon + east * 1.5), offsets, offsets)


def candidates() -> st.SearchStrategy[Candidate]:
    """All sorts of technicians, eligible and not."""
    visits = st.builds(Visit, near(), st.sampled_from([None, window(0), window(3)]), st.sampled_from([45, 90]))
    return st.builds(
        candidate,
        st.integers(1, 40),
        status=st.sampled_from(TechnicianStatus),
        banned=st.booleans(),
        reachable=st.booleans(),
        online=st.booleans(),
        skills=st.frozensets(st.sampled_from(["plumbing", "locks"])),
        base=near(),
        radius_km=st.integers(1, 20),
        position=st.none() | near(),
        position_at=st.sampled_from([None, NOON, NOON - timedelta(hours=3)]),
        max_jobs=st.integers(1, 4),
        stars_sum=st.integers(0, 50),
        stars_count=st.just(10),
        open_offers=st.integers(0, 4),
        visits=st.lists(visits, max_size=3).map(tuple),
        asked=st.booleans(),
        declined=st.booleans(),
        handed_back=st.booleans(),
        on_it=st.booleans(),
        blocked=st.booleans(),
        is_staff=st.booleans(),
    )


def willing() -> st.SearchStrategy[Candidate]:
    """Technicians with nothing against them but distance, load and ratings."""
    return st.builds(
        candidate,
        st.integers(2, 400),
        base=near(8),
        radius_km=st.just(50),
        max_jobs=st.just(9),
        stars_sum=st.integers(10, 50),
        stars_count=st.just(10),
        open_offers=st.integers(0, 2),
        is_staff=st.booleans(),
    )
