"""In the lab, where it is known who came when, promises hold about as often as they say."""

from datetime import datetime
from functools import partial

from bot.domain.points import Point
from bot.domain.promises import Promise
from bot.matching.lab.city import build_city
from bot.matching.lab.demand import synthetic_day
from bot.matching.lab.gathering import Gathering
from bot.matching.lab.policies import Decision, Policy, Prophecy, engine
from bot.matching.lab.simulation import simulate
from bot.matching.promise import Facts, promise
from bot.matching.searches import Search
from tests.matching_scene import MARKET


def test_promises_are_calibrated() -> None:
    told: dict[tuple[datetime, Point], Promise] = {}

    def promising(gathering: Gathering, search: Search, prophecy: Prophecy) -> Decision:
        if search.wave == 1:
            facts = Facts(search, tuple(gathering.everybody()))
            told.setdefault((search.now, search.visit.point), promise(facts))
        return engine(gathering, search, prophecy)

    city = build_city(MARKET, partial(synthetic_day, MARKET), 21, 300, 120, 1)
    world = simulate(city, Policy("promising", promising))
    outcomes = [(told[order.placed, order.visit.point], min(order.arrived, default=None)) for order in world.orders]
    likely = [there is not None and there <= said.likely for said, there in outcomes if said.likely]
    sure = [there is not None and there <= said.sure for said, there in outcomes if said.sure]
    assert len(likely) > 200
    assert 0.4 < sum(likely) / len(likely) < 0.6
    assert 0.84 < sum(sure) / len(sure) < 0.97
