"""What is learned from answers comes near the truth, is calibrated, and can be kept as numbers."""

import json
from collections.abc import Iterator
from math import exp, log
from random import Random
from statistics import correlation, fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.habits import NEWCOMER, Habits, Leaning
from bot.matching.circumstances import Circumstances
from bot.matching.prediction import PRIOR, Answer, Heard, Knowledge, chances, learn, predict

PEOPLE = 40
PATIENCE_OF_OTHERS = 2.0
"""Minutes, on average, until somebody else takes the order."""


def asked(km: float = 2.0, jobs: int = 0, hour: int = 12) -> Circumstances:
    return Circumstances("leak", km, jobs, 0.0, 0, hour, 2)


def truth(eager: float, what: Circumstances) -> float:
    """Fewer with every kilometre; 15 in a hundred offers are never read."""
    return 0.85 / (1 + exp(-(0.9 + eager - 0.16 * what.km)))


def market(offers: int) -> Iterator[tuple[int, float, bool, Heard]]:
    """Who is asked, how likely they say yes, whether they would in the end, and what is heard of it."""
    dice = Random(7)
    eager = [dice.gauss(0, 0.8) for _ in range(PEOPLE)]
    for _ in range(offers):
        who, what = dice.randrange(PEOPLE), asked(dice.uniform(0, 10), hour=dice.randrange(24))
        reads, closes = dice.random() < 0.85, dice.expovariate(1 / PATIENCE_OF_OTHERS)
        wants = reads and dice.random() < truth(eager[who], what) / 0.85
        minutes = dice.lognormvariate(log(0.8), 0.9)
        answer = Answer.YES if wants else Answer.NO
        heard = Heard(what, answer, minutes) if reads and minutes < closes else Heard(what, Answer.SILENT, closes)
        yield who, eager[who], wants, heard


def learned(offers: int = 6000) -> tuple[Knowledge, dict[int, Habits], list[tuple[float, float, bool]], list[float]]:
    """What is known after so many offers; of the second half: predicted, true, happened; and everybody's eagerness."""
    known, habits, told = PRIOR, dict.fromkeys(range(PEOPLE), NEWCOMER), []
    eager = [0.0] * PEOPLE
    for number, (who, eagerness, wants, heard) in enumerate(market(offers)):
        chance = predict(known, heard.circumstances, habits[who]).chance
        if number >= offers / 2:
            told.append((chance, truth(eagerness, heard.circumstances), wants))
        known, habits[who] = learn(known, habits[who], heard)
        eager[who] = eagerness
    return known, habits, told, eager


@pytest.fixture(scope="module")
def after() -> tuple[Knowledge, dict[int, Habits], list[tuple[float, float, bool]], list[float]]:
    return learned()


def brier(pairs: list[tuple[float, bool]]) -> float:
    return fmean((chance - happened) ** 2 for chance, happened in pairs)


def test_chances_are_almost_as_good_as_the_truth_itself(after) -> None:  # type: ignore[no-untyped-def]
    _, _, told, _ = after
    base = fmean(happened for _, _, happened in told)
    mine, best, dull = (
        brier([(chance, happened) for chance, _, happened in told]),
        brier([(true, happened) for _, true, happened in told]),
        brier([(base, happened) for _, _, happened in told]),
    )
    assert best <= mine + 0.002
    assert mine - best < 0.5 * (dull - best)


def test_what_is_said_to_be_likely_is_as_likely(after) -> None:  # type: ignore[no-untyped-def]
    _, _, told, _ = after
    for low in (0.1, 0.3, 0.5, 0.7):
        inside = [(chance, happened) for chance, _, happened in told if low <= chance < low + 0.2]
        if len(inside) > 150:
            assert fmean(happened for _, happened in inside) == pytest.approx(fmean(c for c, _ in inside), abs=0.08)


def test_the_eager_and_the_reluctant_are_told_apart(after) -> None:  # type: ignore[no-untyped-def]
    _, habits, _, eager = after
    assert correlation([habits[who].willing.mean for who in range(PEOPLE)], eager) > 0.85


def test_the_pace_is_learned_though_the_slow_are_often_not_heard(after) -> None:  # type: ignore[no-untyped-def]
    known, _, _, _ = after
    prediction = predict(known, asked())
    assert prediction.minutes == pytest.approx(0.8, rel=0.25)
    assert prediction.spread == pytest.approx(0.95, abs=0.2)


def test_knowledge_survives_being_written_down(after) -> None:  # type: ignore[no-untyped-def]
    known, habits, _, _ = after
    again = Knowledge.from_numbers(json.loads(json.dumps(known.as_numbers())))
    assert predict(again, asked(5), habits[3]) == predict(known, asked(5), habits[3])
    assert (
        learn(again, habits[3], Heard(asked(), Answer.NO, 1))[1]
        == learn(known, habits[3], Heard(asked(), Answer.NO, 1))[1]
    )
    assert Circumstances.from_numbers(json.loads(json.dumps(asked().as_numbers()))) == asked()


def test_day_one_works() -> None:
    near, far, busy = (predict(PRIOR, what).chance for what in (asked(1), asked(9), asked(1, jobs=1)))
    assert 0.4 < near < 0.7
    assert far < near
    assert busy < near


ANSWERS = st.sampled_from(Answer)
KM, MINUTES = st.floats(0, 40), st.floats(0, 600)


@given(st.lists(st.tuples(KM, ANSWERS, MINUTES), max_size=60), KM, KM)
def test_nobody_is_thought_more_willing_for_being_further_away(
    history: list[tuple[float, Answer, float]], one: float, other: float
) -> None:
    known, habits = PRIOR, NEWCOMER
    for km, answer, minutes in history:
        known, habits = learn(known, habits, Heard(asked(km), answer, minutes))
    near, far = sorted((one, other))
    assert predict(known, asked(far), habits).chance <= predict(known, asked(near), habits).chance + 1e-12


@given(st.lists(st.tuples(KM, ANSWERS, MINUTES), max_size=60))
def test_whatever_is_heard_the_numbers_stay_sane(history: list[tuple[float, Answer, float]]) -> None:
    known, habits = PRIOR, NEWCOMER
    for km, answer, minutes in history:
        before = habits
        known, habits = learn(known, habits, Heard(asked(km), answer, minutes))
        assert 0 < habits.willing.variance <= before.willing.variance
        assert 0 < habits.pace.variance <= before.pace.variance
    prediction = predict(known, asked(), habits)
    assert 0 < prediction.chance < 1
    assert prediction.minutes > 0
    assert prediction.spread > 0


@given(st.floats(0.05, 0.95), st.floats(0.1, 30))
def test_a_yes_raises_and_a_no_lowers_the_chance(mean: float, minutes: float) -> None:
    habits = Habits(willing=Leaning(log(mean / (1 - mean)), 0.3))
    before = predict(PRIOR, asked(), habits).chance
    for answer, raises in ((Answer.YES, True), (Answer.NO, False), (Answer.SILENT, False)):
        known, changed = learn(PRIOR, habits, Heard(asked(), answer, minutes))
        assert (predict(known, asked(), changed).chance > before) is raises


@pytest.mark.parametrize("hour", [3, 12, 20])
def test_the_chances_of_many_are_those_of_each(
    after: tuple[Knowledge, dict[int, Habits], list[tuple[float, float, bool]], list[float]], hour: int
) -> None:
    known, habits, *_ = after
    dice = Random(hour)
    idle = [Circumstances("leak", dice.uniform(0, 40), 0, 0.0, dice.randrange(4), hour, 6, 0.3) for _ in habits]
    km, offers = (np.array([float(getattr(one, name)) for one in idle]) for name in ("km", "open_offers"))
    willing, doubt = (
        np.array([getattr(own.willing, name) for own in habits.values()]) for name in ("mean", "variance")
    )
    usual = Circumstances("leak", 0.0, 0, 0.0, 0, hour, 6, 0.3)
    each = [predict(known, one, own).chance for one, own in zip(idle, habits.values(), strict=True)]
    assert chances(known, usual, km, offers, willing, doubt).tolist() == pytest.approx(each)
