"""Claiming the market, appointing and dismissing: who may do what to whom, and that one owner stays."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.domain.ids import PersonId
from bot.domain.languages import Language
from bot.domain.people import Person, Role
from bot.turn import Turns
from bot.usecases.staff import (
    ATTEMPTS_AN_HOUR,
    SERVICE_ACCOUNTS,
    appoint,
    claim,
    close_desk,
    dismiss,
    ensure_claim_code,
    move_desk,
    open_desk,
    require_role,
)
from db import people, settings, staff
from db.tables import audit, claim_codes
from db.transaction import Transaction
from tests.dispatch_scene import ANNA, OLGA, DispatchScene

ADA, OTTO, EVA = PersonId(5), PersonId(6), PersonId(7)
"""An admin, an owner, and somebody without a role. Olga is an operator."""
GROUP = -100500


@pytest.fixture
async def scene(database: Any, market: Any, clock: Any) -> DispatchScene:
    scene = await DispatchScene(Turns(database, clock, market), clock).begin()

    def meet(tx: Transaction) -> None:
        for id_, name, role in ((ADA, "Ada", Role.ADMIN), (OTTO, "Otto", Role.OWNER), (EVA, "Eva", None)):
            people.meet(tx, Person(id_, name, Language.EN), name)
            if role:
                staff.appoint(tx, id_, role)

    await scene(meet)
    return scene


@pytest.fixture
async def unclaimed(database: Any, market: Any, clock: Any) -> DispatchScene:
    scene = DispatchScene(Turns(database, clock, market), clock)
    await scene(lambda tx: people.meet(tx, Person(EVA, "Eva", Language.EN), "Eva"))
    return scene


async def role_of(scene: DispatchScene, person: PersonId) -> Any:
    return await scene(lambda tx: staff.role_of(tx.connection, person))


async def acts(scene: DispatchScene) -> list[tuple[int, str, str]]:
    rows = await scene(lambda tx: tx.execute(select(audit).order_by(audit.c.id)).all())
    return [(row.actor_id, row.act, row.subject) for row in rows]


# ---------------------------------------------------------------- the claim


async def test_the_code_makes_one_owner_and_works_once(unclaimed: DispatchScene) -> None:
    code = await unclaimed(ensure_claim_code)
    assert await unclaimed.does(claim, EVA, f" {code.lower()} ")
    assert await role_of(unclaimed, EVA) is Role.OWNER
    assert not await unclaimed.does(claim, ANNA, code)
    assert await unclaimed(ensure_claim_code) is None
    assert await acts(unclaimed) == [(EVA, "claim", "person:7")]


async def test_a_new_start_makes_a_new_code_and_the_old_one_is_void(unclaimed: DispatchScene) -> None:
    old, new = await unclaimed(ensure_claim_code), await unclaimed(ensure_claim_code)
    assert old != new
    assert not await unclaimed.does(claim, EVA, old)
    assert await unclaimed.does(claim, EVA, new)


async def test_the_code_is_not_kept_in_clear(unclaimed: DispatchScene) -> None:
    code = await unclaimed(ensure_claim_code)
    (row,) = await unclaimed(lambda tx: tx.execute(select(claim_codes)).all())
    assert code not in str(row)


async def test_too_many_attempts_within_an_hour_are_not_even_looked_at(unclaimed: DispatchScene) -> None:
    code = await unclaimed(ensure_claim_code)
    for _ in range(ATTEMPTS_AN_HOUR):
        assert not await unclaimed.does(claim, EVA, "WRONG")
    assert not await unclaimed.does(claim, EVA, code)
    unclaimed.clock.advance(minutes=61)
    assert await unclaimed.does(claim, EVA, code)


# ---------------------------------------------------------------- roles


@pytest.mark.parametrize(
    ("actor", "person", "role"),
    [(OTTO, EVA, Role.OWNER), (OTTO, ADA, Role.OPERATOR), (ADA, EVA, Role.OPERATOR), (OTTO, OLGA, Role.ADMIN)],
)
async def test_roles_are_given_from_above(scene: DispatchScene, actor: PersonId, person: PersonId, role: Role) -> None:
    await scene.does(appoint, person, role, actor)
    assert await role_of(scene, person) is role
    assert (actor, "appoint", f"person:{person}") in await acts(scene)
    assert (person, "desk/appointed", True) in await scene.news()


@pytest.mark.parametrize(
    ("actor", "person", "role", "code"),
    [
        (EVA, EVA, Role.OWNER, "not_staff"),
        (OLGA, EVA, Role.OPERATOR, "role_too_low"),
        (ADA, EVA, Role.ADMIN, "role_too_low"),
        (ADA, ADA, Role.OWNER, "role_too_low"),
        (ADA, OTTO, Role.OPERATOR, "role_too_low"),
        (OTTO, PersonId(999), Role.OPERATOR, "person_unknown"),
        (OTTO, OTTO, Role.ADMIN, "last_owner"),
    ],
)
async def test_nobody_gives_more_than_they_have(
    scene: DispatchScene, actor: PersonId, person: PersonId, role: Role, code: str
) -> None:
    before = await role_of(scene, person)
    assert (await scene.refused(appoint, person, role, actor)).code == code
    assert await role_of(scene, person) is before
    assert await acts(scene) == []


async def test_dismissing(scene: DispatchScene) -> None:
    await scene.does(dismiss, OLGA, ADA)
    assert await role_of(scene, OLGA) is None
    assert await acts(scene) == [(ADA, "dismiss", "person:2")]
    assert (await scene.refused(dismiss, OLGA, ADA)).code == "person_not_staff"
    assert (await scene.refused(dismiss, OTTO, ADA)).code == "role_too_low"
    assert (await scene.refused(dismiss, OTTO, OTTO)).code == "last_owner"


async def test_an_owner_may_go_when_another_one_stays(scene: DispatchScene) -> None:
    await scene.does(appoint, EVA, Role.OWNER, OTTO)
    await scene.does(dismiss, OTTO, OTTO)
    assert await role_of(scene, OTTO) is None


@pytest.mark.parametrize("account", sorted(SERVICE_ACCOUNTS))
async def test_accounts_that_stand_for_nobody_have_no_say(scene: DispatchScene, account: int) -> None:
    somebody = Person(PersonId(account), "Group", Language.EN)
    await scene(lambda tx: people.meet(tx, somebody, somebody.name))
    assert (await scene.refused(appoint, PersonId(account), Role.OPERATOR, OTTO)).code == "person_unknown"
    await scene(lambda tx: staff.appoint(tx, PersonId(account), Role.OWNER))
    assert (await scene.refused(require_role, PersonId(account))).code == "not_staff"


# ---------------------------------------------------------------- the operators' group


async def desk_chats(scene: DispatchScene) -> Any:
    return await scene(settings.desk_chats)


async def test_cards_go_to_each_operator_until_there_is_a_group(scene: DispatchScene) -> None:
    assert sorted(await desk_chats(scene)) == [OLGA, ADA, OTTO]
    assert (await scene.refused(open_desk, GROUP, OLGA)).code == "role_too_low"
    await scene.does(open_desk, GROUP, ADA)
    assert await desk_chats(scene) == [GROUP]
    assert await acts(scene) == [(ADA, "desk", f"chat:{GROUP}")]


async def test_the_group_moves_and_closes(scene: DispatchScene) -> None:
    await scene.does(open_desk, GROUP, ADA)
    assert not await scene.does(move_desk, -1, -2)
    assert await scene.does(move_desk, GROUP, -200)
    assert await desk_chats(scene) == [-200]
    assert not await scene.does(close_desk, GROUP)
    assert await scene.does(close_desk, -200)
    assert sorted(await desk_chats(scene)) == [OLGA, ADA, OTTO]
    assert {chat for chat, view, _ in await scene.news() if view == "desk/group_lost"} == {ADA, OTTO}
