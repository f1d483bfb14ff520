"""Looking at few gives what looking at everybody would: rankings, and the waves that are planned by them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from math import inf
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.candidates import Candidate
from bot.domain.ids import PersonId
from bot.matching.answers import at_least
from bot.matching.eligibility import first_failed, may_still_take
from bot.matching.felt import Ranked, ranked
from bot.matching.hopes import pause
from bot.matching.planning import Wave, plan_wave
from bot.matching.prospects import Approach, prospect
from bot.matching.ranking import Considered, Ranking
from bot.matching.searches import Search
from bot.matching.waves import size
from tests.clock import NOON
from tests.matching_scene import (
    AIMS,
    HEAD_START,
    MARKET,
    STAFF_FIRST,
    candidate,
    candidates,
    km_north,
    plan,
    search,
    willing,
)

SILENT = st.builds(
    lambda one, minutes: replace(one, asked=True, silent_since=NOON - timedelta(minutes=minutes)),
    willing(),
    st.floats(0, 10),
)
PEOPLE = st.lists(candidates() | willing() | SILENT, max_size=25, unique_by=lambda one: one.id)
SEARCHES = st.builds(
    lambda wave, missing, widened, favourite, market: search(
        wave=wave, missing=missing, widened=widened, favourite=favourite, market=market, knowledge=search().knowledge
    ),
    st.integers(1, 7),
    st.integers(1, 3),
    st.integers(0, 1),
    st.none() | st.integers(1, 40),
    st.sampled_from([MARKET, STAFF_FIRST]),
)


def plainly(people: Sequence[Candidate], question: Search) -> tuple[list[Ranked], dict[PersonId, str], int, timedelta]:
    """Everybody is looked at: the line, whom which rule has refused, how many are asked, and the pause."""
    failed = {one.id: rule for one in people if (rule := first_failed(one, question)) is not None}
    able = [ranked(Approach(one, question)) for one in people if one.id not in failed]
    line = sorted(able, key=lambda one: (not one.is_favourite, not one.is_staff_first, one.felt, one.candidate.id))
    awaited = [Approach(one, question) for one in people if one.silent_since is not None]
    hopes = [
        (prospect(one).answer, (question.now - one.candidate.silent_since) / timedelta(minutes=1))
        for one in awaited
        if one.candidate.silent_since is not None and may_still_take(one)
    ]
    if line and line[0].is_favourite and question.wave == 1:
        return line, failed, 1, MARKET.dispatch.favourite_head_start
    most = _how_many(line, [answer.within(AIMS.soon, since) for answer, since in hopes], question)
    if staff := sum(one.is_staff_first for one in line[:most]):
        return line, failed, staff, HEAD_START
    now_awaited = [*hopes, *((one.prospect.answer, 0.0) for one in line[:most])]
    return line, failed, most, pause(question, now_awaited, is_anybody_left=lambda: len(line) > most)


def _how_many(line: Sequence[Ranked], awaited: list[float], question: Search) -> int:
    chances = [one.prospect.answer.by(AIMS.soon) for one in line]
    most = min(len(line), size(question))
    enough = (n for n in range(most) if at_least(question.missing, [*awaited, *chances[:n]]) >= AIMS.chance)
    return next(enough, most)


def foreboded(people: Sequence[Candidate], question: Search, shares: Sequence[float]) -> Considered:
    """The crowd as somebody would hand it over who knows of each some share of the minutes that will be felt."""
    felt = [ranked(Approach(one, question)) for one in people]
    least = [-inf if one.is_first else one.felt * share for one, share in zip(felt, shares, strict=False)]
    coming = sorted(zip(least, people, strict=False), key=lambda pair: pair[0])
    return Considered([one for one in people if one.silent_since is not None], coming)


def told(wave: Wave) -> tuple[list[Ranked], dict[PersonId, str], int, timedelta]:
    """The account of a wave."""
    return [*wave.asked, *wave.waiting], dict(wave.refused), len(wave.asked), wave.pause


@given(PEOPLE, SEARCHES, st.lists(st.floats(0, 1), min_size=25, max_size=25))
def test_a_wave_is_the_one_that_looking_at_everybody_gives(
    people: list[Candidate], question: Search, shares: list[float]
) -> None:
    expected = plainly(people, question)
    assert told(plan(people, question)) == expected
    assert told(plan_wave(foreboded(people, question, shares), question)) == expected


@given(PEOPLE, SEARCHES)
def test_the_figure_that_is_kept_counts_jobs_from_what_is_usual(people: list[Candidate], question: Search) -> None:
    busy = [replace(one, jobs_today=one.id % 7) for one in people]
    wave = plan(busy, question)
    line = [*wave.asked, *wave.waiting]
    for one in line:
        usual = median(each.candidate.jobs_today for each in line)
        assert abs(wave.minutes(one) - (one.felt - AIMS.minutes_a_job * usual)) < 1e-9


def test_of_many_who_could_come_few_are_looked_at() -> None:
    looked: list[int] = []

    def coming() -> list[tuple[float, Candidate]]:
        return [(km * 3.0, candidate(km, base=km_north(km / 10))) for km in range(2, 40)]

    def watched() -> object:
        for least, one in coming():
            looked.append(one.id)
            yield least, one

    line = Ranking(Considered([], watched()), search())  # type: ignore[arg-type] # a generator of what is coming
    first = line.place(0)
    assert first is not None
    assert first.candidate.id == 2
    assert len(looked) < 10
    assert [one.candidate.id for one in line.everybody] == list(range(2, 40))
    assert line.place(99) is None
