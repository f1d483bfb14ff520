"""Who speaks for a group or a channel is nobody: no account stands behind it that could be held to anything."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from bot.domain.ids import PersonId
from bot.usecases.staff import SERVICE_ACCOUNTS
from db.tables import people, staff
from playground.group import Group
from playground.world.state import Json
from playground.world.updates import push
from tests.abuse.crowd import Crowd

pytestmark = pytest.mark.asyncio(loop_scope="module")

MASKS: dict[str, Json] = {
    "anonymous admin": {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"},
    "a channel": {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
    "the linked channel": {"id": 777000, "is_bot": False, "first_name": "Telegram"},
}
COMMANDS = (
    "/orders all",
    "/order {order}",
    "/desk",
    "/ban {boris} because",
    "/appoint {zoe} owner",
    "/cancel {order} because",
    "/assign {order} {eva}",
    "/staff",
    "/stats",
    "/help",
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def group(crowd: Crowd) -> AsyncIterator[Group]:
    """The operators' group, with Zoe in it."""
    opened = await crowd.stage.playground.group("Operators", [crowd.olga, crowd.oskar, crowd.zoe])
    await crowd.olga.within(opened).says("/desk")
    await crowd.stage.settled()
    crowd.stage.troubles.forgiven.add("query ID is invalid")  # a mask's press is made up here
    yield opened


@pytest.mark.parametrize("mask", MASKS)
async def test_a_mask_commands_nothing(crowd: Crowd, group: Group, mask: str) -> None:
    before, read = await _standing(crowd), len(group.from_bot)
    for command in COMMANDS:
        await _says(crowd, group, MASKS[mask], crowd.press(command))
    assert await _standing(crowd) == before
    assert len(group.from_bot) == read


@pytest.mark.parametrize("press", ["do:cancel:{order}", "ap:approve:{ivan}", "as:{order}:{eva}", "dp:1:0:all"])
@pytest.mark.parametrize("mask", MASKS)
async def test_even_with_a_role_a_mask_decides_nothing(crowd: Crowd, group: Group, mask: str, press: str) -> None:
    """A row in the staff's table that should never have been written opens no door."""
    who = PersonId(MASKS[mask]["id"])
    assert who in SERVICE_ACCOUNTS
    await crowd.decides(lambda tx: _make_owner(tx, who))
    before = await _standing(crowd)
    sent = {"id": "1", "from": MASKS[mask], "chat_instance": "1", "data": crowd.press(press)}
    sent["message"] = {"message_id": 1, "date": 0, "chat": _chat(group)}
    push(crowd.stage.playground.world, "callback_query", sent, f"user:{who}")
    await _says(crowd, group, MASKS[mask], "/orders all")
    assert await _standing(crowd) == before
    await crowd.decides(lambda tx: tx.execute(staff.delete().where(staff.c.person_id == who)))


async def test_a_mask_cannot_be_appointed(crowd: Crowd) -> None:
    for who in SERVICE_ACCOUNTS:
        await crowd.says(crowd.olga, f"/appoint {who} admin")
    assert not {row["person_id"] for row in (await crowd.facts())["staff"]} & SERVICE_ACCOUNTS


async def test_a_member_without_a_role_is_not_heard(crowd: Crowd, group: Group) -> None:
    before, read = await crowd.facts(), len(group.from_bot)
    for command in COMMANDS:
        await crowd.zoe.within(group).says(crowd.press(command))
    assert await crowd.facts() == before
    assert len(group.from_bot) == read


async def _says(crowd: Crowd, group: Group, mask: Json, text: str) -> None:
    """A message as Telegram sends it when the sender hides behind the group."""
    message = {"message_id": 10**6, "date": 0, "chat": _chat(group), "from": mask, "sender_chat": _chat(group)}
    entity = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
    push(crowd.stage.playground.world, "message", {**message, "text": text, "entities": [entity]}, f"chat:{group.id}")
    await crowd.stage.settled()


def _chat(group: Group) -> Json:
    return {"id": group.id, "type": group.record.type, "title": "Operators"}


def _make_owner(tx: Any, who: PersonId) -> None:
    known = {"id": who, "name": "Mask", "language": "en", "language_chosen": False, "reachable": True}
    if tx.execute(people.select().where(people.c.id == who)).first() is None:
        tx.execute(people.insert().values(**known, met_at=tx.now, seen_at=tx.now))
    tx.execute(staff.insert().values(person_id=who, role="owner", since=tx.now))


async def _standing(crowd: Crowd) -> dict[str, Any]:
    """All but who was met: Telegram's own accounts may have been."""
    facts = await crowd.facts()
    return {table: rows for table, rows in facts.items() if table != "people"}
