"""Phone numbers that are not the sender's own, or no numbers at all."""

import pytest
import pytest_asyncio

from bot.flows.ordering.draft import OrderingDraft
from playground.person import Person
from playground.world.messages import Draft
from tests.abuse.crowd import BORIS_PHONE, Crowd
from tests.abuse.typed_fields import REGISTRATION
from tests.ordering_scene import ADDRESS

pytestmark = pytest.mark.asyncio(loop_scope="module")

FLOWS = {
    "ordering": OrderingDraft(service="leak", address=ADDRESS, max_crew=4),
    "registration": REGISTRATION,
}
UNREADABLE = ("0", "112", "+", "abc", "+48", "+999999999999999999", "+48 600", "{{7*7}}", "<b>1</b>", "٠")


@pytest_asyncio.fixture(params=FLOWS, loop_scope="module")
async def asked(request: pytest.FixtureRequest, crowd: Crowd) -> Person:
    """Zoe, who is asked for her number."""
    await crowd.free(crowd.zoe)
    await crowd.at(crowd.zoe, request.param, FLOWS[request.param], "contact")
    return crowd.zoe


async def test_somebody_elses_contact(crowd: Crowd, asked: Person) -> None:
    await asked.shares_contact(of=crowd.boris)
    await _is_refused(crowd, "contact_of_another")


async def test_a_contact_of_nobody_on_telegram(crowd: Crowd, asked: Person) -> None:
    await asked.shares_contact("+48600777888", of="Plumber Joe")
    await _is_refused(crowd, "contact_of_another")


async def test_a_forwarded_contact(crowd: Crowd, asked: Person) -> None:
    """Boris sent his own to his own chat; whoever forwards it does not become Boris."""
    await crowd.free(crowd.boris)
    shared = await crowd.boris.shares_contact()
    await asked.forwards(shared)
    await _is_refused(crowd, "contact_of_another")


async def test_a_typed_number_proves_nothing(crowd: Crowd, asked: Person) -> None:
    await asked.says(BORIS_PHONE)
    await _is_refused(crowd, "contact_button")


@pytest.mark.parametrize("number", UNREADABLE)
async def test_a_number_that_nobody_has(crowd: Crowd, asked: Person, number: str) -> None:
    contact = {"phone_number": number, "first_name": "Zoe", "user_id": asked.id}
    await asked.puts(Draft({"contact": contact}))
    await _is_refused(crowd, "phone_unreadable")


async def test_a_contact_that_nobody_asked_for(crowd: Crowd) -> None:
    await crowd.free(crowd.zoe)
    before = await crowd.facts()
    await crowd.zoe.shares_contact(of=crowd.boris)
    await crowd.zoe.shares_contact("+48600777888")
    assert await crowd.facts() == before


async def _is_refused(crowd: Crowd, problem: str) -> None:
    await crowd.stage.settled()
    assert await crowd.problem(crowd.zoe) == problem
    draft = await crowd.draft(crowd.zoe)
    assert draft.phone in {None, REGISTRATION.phone}
