"""An operator writes why."""

from typing import Any

import pytest

from bot.domain.errors import Refusal
from bot.domain.languages import Language
from bot.domain.people import Person
from bot.flows import application_reason
from bot.flows.application_reason import APPLICATION_REASON
from bot.flows.wizard import Scene
from bot.usecases import applications
from db import technicians
from tests.application_scene import APPLICATION, EVA, OLGA, OSKAR, TOM, Filling, meet_everybody, news

OLGA_HERSELF = Person(OLGA, "Olga", Language.EN)


@pytest.fixture
async def olga(transact: Any) -> Filling:
    await transact(meet_everybody)
    await transact(lambda tx: applications.apply(tx, TOM, APPLICATION))
    return Filling(transact, APPLICATION_REASON, OLGA_HERSELF)


async def begin(olga: Filling, act: str) -> None:
    await olga.transact(lambda tx: application_reason.begin(Scene(tx, OLGA_HERSELF), TOM, act))


@pytest.mark.parametrize(("act", "status"), [("reject", "rejected"), ("more", "more_wanted")])
async def test_in_their_own_words(olga: Filling, act: str, status: str) -> None:
    await begin(olga, act)
    for language in Language:
        assert "Tom Kowal" in (await olga.sees(language)).text
    await olga.says(text="")
    assert await olga.problem() == "words_expected"
    await olga.says(text="x" * 501)
    assert await olga.problem() == "words_too_long"
    await olga.says(text="Your licence ended in May.")
    standing = await olga.transact(lambda tx: technicians.standing(tx.connection, TOM))
    assert (standing.status, standing.reason) == (status, "Your licence ended in May.")
    assert await olga.step() == ""


async def test_somebody_else_was_faster_meanwhile(olga: Filling) -> None:
    await begin(olga, "reject")
    await olga.transact(lambda tx: applications.approve(tx, TOM, OSKAR))
    await olga.transact(news)
    await olga.says(text="No.")
    assert await olga.step() == ""
    assert (OLGA, "refusals/application_decided") in await olga.transact(news)
    standing = await olga.transact(lambda tx: technicians.standing(tx.connection, TOM))
    assert (standing.status, standing.decided_by) == ("approved", OSKAR)


async def test_only_staff_and_only_while_it_is_open(olga: Filling) -> None:
    with pytest.raises(Refusal) as refusal:
        await olga.transact(
            lambda tx: application_reason.begin(Scene(tx, Person(EVA, "Eva", Language.EN)), TOM, "reject")
        )
    assert refusal.value.code == "not_staff"
    await olga.transact(lambda tx: applications.approve(tx, TOM, OSKAR))
    with pytest.raises(Refusal) as late:
        await begin(olga, "reject")
    assert late.value.code == "application_decided"
