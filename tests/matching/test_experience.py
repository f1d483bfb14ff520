"""What past offers teach, whoever was asked."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.answers import PastOffer
from bot.domain.habits import NEWCOMER
from bot.domain.ids import PersonId
from bot.matching.circumstances import Circumstances
from bot.matching.experience import Experience, after
from bot.matching.prediction import predict

ASKED = Circumstances("leak", 2.0, 0, 0.0, 0, 12, 2)


def offer(number: int, technician: int, yes: bool | None, minutes: float) -> PastOffer:
    return PastOffer(number, PersonId(technician), ASKED.as_numbers(), yes, minutes)


past = st.lists(
    st.builds(
        offer, st.just(0), st.integers(1, 4), st.sampled_from((True, False, None)), st.floats(0, 1e6, allow_nan=False)
    ),
    max_size=30,
)


@given(past, past)
def test_learning_in_two_nights_is_learning_in_one(first: list[PastOffer], second: list[PastOffer]) -> None:
    at_once, twice = after(Experience(), [*first, *second]), after(after(Experience(), first), second)
    assert at_once.knowledge.as_numbers() == twice.knowledge.as_numbers()
    assert at_once.habits == twice.habits


@given(past)
def test_a_yes_more_never_makes_the_next_one_less_likely(offers: list[PastOffer]) -> None:
    known = after(Experience(), offers)
    own = known.habits.get(PersonId(1), NEWCOMER)
    more = after(known, [offer(0, 1, True, 1.0)])
    less = after(known, [offer(0, 1, False, 1.0)])
    before = predict(known.knowledge, ASKED, own).chance
    assert predict(more.knowledge, ASKED, more.habits[PersonId(1)]).chance >= before - 1e-9
    assert predict(less.knowledge, ASKED, less.habits[PersonId(1)]).chance <= before + 1e-9


def test_nobody_else_is_changed() -> None:
    known = after(Experience(), [offer(0, 1, True, 1.0)])
    assert set(known.habits) == {1}
    assert known.habits[PersonId(1)] != replace(NEWCOMER)
