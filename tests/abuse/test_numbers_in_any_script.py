"""Numbers where numbers are typed: in the digits of every script, and what only looks like one."""

from typing import Any

import pytest

from bot.flows.extra_work import ExtraWorkDraft
from bot.flows.operator_quote import OperatorQuoteDraft
from bot.flows.ordering.draft import OrderingDraft
from bot.flows.rating import RatingDraft
from playground.person import Person
from tests.abuse.crowd import Crowd
from tests.abuse.typed_fields import REGISTRATION

pytestmark = pytest.mark.asyncio(loop_scope="module")

THREE = {
    "Latin": "3",
    "Persian": "۳",
    "Arabic": "٣",
    "Devanagari": "३",
    "Bengali": "৩",
    "Thai": "๓",
    "Khmer": "៣",
    "full width": "３",
    "mathematical": "𝟛",
}
NO_NUMBER = ("three", "III", "三", "Ⅲ", "½", "³", "3️⃣4", "0x3", "3e0", "3/1", "३x", "NaN", "inf", "--3", "+-3", "3 3 3")
ABSURD = ("0", "-3", "3.5", "99999999999999999999999999", "1" * 400, "-0", "0.0000001", "10 000 001")


async def _asks(crowd: Crowd, what: str) -> tuple[Person, str]:
    """Whoever is asked for this number, and what their draft calls it."""
    questions: dict[str, tuple[Person, str, Any, str, str]] = {
        "crew": (crowd.zoe, "ordering", OrderingDraft(service="leak", max_crew=4), "crew", "crew"),
        "radius": (crowd.zoe, "registration", REGISTRATION, "radius", "radius_km"),
        "stars": (crowd.anna, "rating", RatingDraft(crowd.done, of_technician=True), "stars", "stars"),
        "extra work": (crowd.ali, "extra_work", ExtraWorkDraft(crowd.job, 18000), "amount", "amount"),
        "price": (crowd.oskar, "operator_quote", OperatorQuoteDraft(crowd.quoting), "price", "amount"),
    }
    person, flow, draft, step, name = questions[what]
    await crowd.free(person)
    await crowd.at(person, flow, draft, step)
    return person, name


WORTH = {"crew": 3, "radius": 3, "stars": 3, "extra work": 300, "price": 300}


EVERYWHERE = [("crew", script) for script in THREE] + [(what, "Persian") for what in WORTH if what != "crew"]


@pytest.mark.parametrize(("what", "script"), EVERYWHERE)
async def test_three_is_three(crowd: Crowd, what: str, script: str) -> None:
    person, name = await _asks(crowd, what)
    await crowd.says(person, THREE[script])
    assert await crowd.problem(person) == ""
    assert getattr(await crowd.draft(person), name) == WORTH[what]


@pytest.mark.parametrize("what", WORTH)
async def test_what_is_no_number_is_asked_for_again(crowd: Crowd, what: str) -> None:
    person, _ = await _asks(crowd, what)
    draft = await crowd.draft(person)
    for text in NO_NUMBER:
        await crowd.says(person, text)
        assert await crowd.problem(person), text
        assert await crowd.draft(person) == draft, text


@pytest.mark.parametrize("what", WORTH)
async def test_absurd_amounts_are_refused(crowd: Crowd, what: str) -> None:
    person, _ = await _asks(crowd, what)
    draft = await crowd.draft(person)
    for text in ABSURD:
        if (what, text) == ("price", "3.5") or (what, text) == ("extra work", "3.5"):
            continue
        await crowd.says(person, text)
        assert await crowd.problem(person), text
        assert await crowd.draft(person) == draft, text


@pytest.mark.parametrize("price", ["181", "180.01", "1e2", "18 000"])
async def test_extra_work_beyond_the_limit(crowd: Crowd, price: str) -> None:
    person, _ = await _asks(crowd, "extra work")
    await crowd.says(person, price)
    assert await crowd.problem(person) in {"extra_over_limit", "amount_expected"}


NO_ID = ("", "0", "-1", "1.5", "9" * 30, "4503599627370496", "1;2", "1 2", "#", "##", "②x", "{order}", "%d", "\u202e1")


@pytest.mark.parametrize("command", ["order", "technician", "unban", "reinstate", "assign", "appoint"])
async def test_ids_that_are_none(crowd: Crowd, command: str) -> None:
    before = await crowd.facts()
    for words in NO_ID:
        read = await crowd.says(crowd.olga, f"/{command} {words}")
        assert len(read) == 1, words
    assert await crowd.facts() == before
