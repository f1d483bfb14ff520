"""Links that open something once: for the first, not for their maker, not for ever."""

from functools import partial

import pytest
from sqlalchemy import select

from bot.domain.ids import PersonId
from bot.domain.links import LINK, Link, LinkId, Purpose, token_from
from bot.domain.market import Market
from bot.usecases.forgetting import forget
from bot.usecases.links import finish_link, make_link, take_link, taken_link, withdraw_link
from bot.usecases.staff import leave_staff
from db import links, people
from db.tables import links as rows
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, ANNA, BO, OLGA, STRANGER, JobScene, Transact

USERNAME = "onsite_bot"


@pytest.fixture
async def scene(transact: Transact, market: Market, clock: TestClock) -> JobScene:
    return await JobScene(transact, market, clock).begin()


async def made(scene: JobScene, maker: PersonId = ANNA) -> tuple[LinkId, str]:
    """A link's number and its token."""

    def make(tx: Transaction) -> tuple[LinkId, str]:
        return make_link(tx, Purpose.APPLICANT, maker, USERNAME, 7, {"skills": ["locks"]})

    link, address = await scene.transact(make)
    token = token_from(address.removeprefix(f"https://t.me/{USERNAME}?start="))
    assert token is not None
    return link, token


async def refused(scene: JobScene, token: str, person: PersonId) -> str:
    refusal = await scene.refused(lambda tx: take_link(tx, token, person))
    return refusal.code + (":you" if refusal.fields.get("by_you") else "")


async def test_the_first_has_it_until_it_has_led_somewhere(scene: JobScene) -> None:
    link, token = await made(scene)
    assert len(LINK + token) <= 64, "Telegram carries no more behind ?start="
    assert await refused(scene, token, ANNA) == "link_own"
    assert await refused(scene, token[:-1], STRANGER) == "link_unknown"
    assert await refused(scene, "", STRANGER) == "link_unknown"
    for _ in range(2):
        found: Link = await scene.transact(lambda tx: take_link(tx, token, STRANGER))
        assert (found.id, found.subject, found.details) == (link, 7, {"skills": ["locks"]})
    assert await refused(scene, token, BO) == "link_used"
    under_way: Link = await scene.transact(lambda tx: taken_link(tx, STRANGER))
    await scene.transact(lambda tx: finish_link(tx, under_way))
    assert await scene.transact(lambda tx: taken_link(tx, STRANGER)) is None
    assert await refused(scene, token, STRANGER) == "link_used:you"
    assert (await scene.refused(lambda tx: finish_link(tx, under_way))).code == "link_used"


async def test_the_token_is_nowhere_in_the_table(scene: JobScene) -> None:
    _, token = await made(scene)
    (row,) = await scene.transact(lambda tx: tx.execute(select(rows)).all())
    assert token not in str(row)


async def test_it_waits_for_its_days_and_no_longer(scene: JobScene, market: Market, clock: TestClock) -> None:
    _, token = await made(scene)
    _, taken = await made(scene)
    await scene.transact(lambda tx: take_link(tx, taken, STRANGER))
    clock.advance(seconds=market.links.valid_for.total_seconds())
    assert await refused(scene, token, BO) == "link_expired"
    assert await scene.transact(lambda tx: taken_link(tx, STRANGER)) is not None, "who has it may take their time"


async def test_its_maker_and_the_staff_take_it_back_and_nobody_else(scene: JobScene) -> None:
    for actor in (ANNA, OLGA):
        link, token = await made(scene)
        by_stranger = await scene.refused(partial(withdraw_link, link=link, person=STRANGER))
        assert by_stranger.code == "link_not_yours"
        await scene.transact(partial(withdraw_link, link=link, person=actor))
        assert await refused(scene, token, BO) == "link_withdrawn"
        again = await scene.refused(partial(withdraw_link, link=link, person=ANNA))
        assert again.code == "link_withdrawn"
    assert (await scene.refused(lambda tx: withdraw_link(tx, LinkId(99), OLGA))).code == "link_not_yours"


async def test_what_was_used_is_not_withdrawn(scene: JobScene) -> None:
    link, token = await made(scene)
    found: Link = await scene.transact(lambda tx: take_link(tx, token, STRANGER))
    await scene.transact(lambda tx: finish_link(tx, found))
    assert (await scene.refused(lambda tx: withdraw_link(tx, link, ANNA))).code == "link_used"


async def test_who_opens_it_while_it_is_taken_back_goes_nowhere(scene: JobScene) -> None:
    link, token = await made(scene)
    await scene.transact(lambda tx: take_link(tx, token, STRANGER))
    await scene.transact(lambda tx: withdraw_link(tx, link, ANNA))
    assert await scene.transact(lambda tx: taken_link(tx, STRANGER)) is None
    assert await refused(scene, token, STRANGER) == "link_withdrawn"


async def test_links_lose_their_force_with_whoever_made_them(scene: JobScene) -> None:
    _, of_staff = await made(scene, OLGA)
    await scene.transact(lambda tx: leave_staff(tx, OLGA))
    assert await refused(scene, of_staff, ALI) == "link_withdrawn"
    _, of_anna = await made(scene)
    await scene.transact(lambda tx: people.consent(tx, ANNA))
    await scene.transact(lambda tx: forget(tx, ANNA))
    assert await refused(scene, of_anna, ALI) == "link_withdrawn"


async def test_what_about_a_subject_still_waits(scene: JobScene) -> None:
    (first, _), (second, token) = await made(scene), await made(scene)
    waiting = await scene.transact(lambda tx: links.waiting(tx.connection, Purpose.APPLICANT, 7))
    assert [link.id for link in waiting] == [second, first]
    await scene.transact(lambda tx: take_link(tx, token, STRANGER))
    waiting = await scene.transact(lambda tx: links.waiting(tx.connection, Purpose.APPLICANT, 7))
    assert [link.id for link in waiting] == [first]
