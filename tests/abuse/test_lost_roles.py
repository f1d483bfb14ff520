"""A keyboard stays on the screen longer than the right to use it."""

from collections.abc import Awaitable, Callable

import pytest
import pytest_asyncio

from bot.domain.ids import PersonId
from bot.domain.people import Role
from bot.flows.application_reason import ReasonDraft
from bot.flows.case_talk import CaseTalkDraft
from bot.flows.operator_quote import OperatorQuoteDraft
from bot.flows.operator_reason import OperatorReasonDraft
from bot.usecases.staff import appoint, dismiss
from bot.usecases.technicians import reinstate, suspend
from tests.abuse.crowd import Crowd
from tests.abuse.test_foreign_presses import OPERATORS

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def dismissed(crowd: Crowd) -> Callable[[], Awaitable[None]]:
    """Lets Oskar lose his role, in the middle of whatever he is at; every case begins with him on the staff."""
    olga, oskar = PersonId(crowd.olga.id), PersonId(crowd.oskar.id)
    await crowd.free(crowd.oskar)
    await crowd.decides(lambda tx: appoint(tx, oskar, Role.OPERATOR, olga))
    await crowd.stage.settled()
    return lambda: crowd.decides(lambda tx: dismiss(tx, oskar, olga))


@pytest.mark.parametrize("press", OPERATORS)
async def test_a_dismissed_operators_keyboard(
    crowd: Crowd, dismissed: Callable[[], Awaitable[None]], press: str
) -> None:
    await dismissed()
    before = await crowd.facts()
    crowd.look()
    answer = await crowd.presses(crowd.oskar, crowd.press(press))
    assert answer.show_alert
    assert await crowd.facts() == before
    assert not await crowd.news()


ANSWERS = {
    "why cancelled": ("operator_reason", lambda crowd: OperatorReasonDraft("cancel", crowd.order)),
    "why banned": ("operator_reason", lambda crowd: OperatorReasonDraft("ban", crowd.boris.id)),
    "why suspended": ("operator_reason", lambda crowd: OperatorReasonDraft("suspend", crowd.ali.id)),
    "why rejected": ("application_reason", lambda crowd: ReasonDraft(crowd.ivan.id, "reject")),
    "what is missing": ("application_reason", lambda crowd: ReasonDraft(crowd.ivan.id, "more")),
    "an answer": ("case_talk", lambda crowd: CaseTalkDraft(crowd.case, "to_person")),
}


@pytest.mark.parametrize(("flow", "draft"), ANSWERS.values(), ids=ANSWERS)
async def test_a_dismissed_operators_open_question(
    crowd: Crowd,
    dismissed: Callable[[], Awaitable[None]],
    flow: str,
    draft: Callable[[Crowd], object],
) -> None:
    await crowd.at(crowd.oskar, flow, draft(crowd))
    await dismissed()
    before = await crowd.facts()
    await crowd.says(crowd.oskar, "because I say so")
    assert await crowd.facts() == before
    await crowd.oskar.sees("That is for operators.")


async def test_a_dismissed_operators_price(crowd: Crowd, dismissed: Callable[[], Awaitable[None]]) -> None:
    await crowd.at(crowd.oskar, "operator_quote", OperatorQuoteDraft(crowd.quoting))
    await crowd.says(crowd.oskar, "1")
    await dismissed()
    before = await crowd.facts()
    await crowd.oskar.taps("Send the price")
    assert await crowd.facts() == before


@pytest.mark.parametrize("command", ["/orders", "/ban {boris} because", "/assign {order} {eva}", "/staff", "/stats"])
async def test_a_dismissed_operators_commands(
    crowd: Crowd, dismissed: Callable[[], Awaitable[None]], command: str
) -> None:
    await dismissed()
    before = await crowd.facts()
    read = await crowd.says(crowd.oskar, crowd.press(command))
    assert await crowd.facts() == before
    assert STRANGERS_ANSWER in "".join(message.text for message in read)


STRANGERS_ANSWER = "I don’t know this command"


@pytest.mark.parametrize("press", ["of:accept:{offer}", "te:online:0", "te:radius:20", "te:max_jobs:2", "hr"])
async def test_a_suspended_technicians_keyboard(crowd: Crowd, press: str) -> None:
    eva, olga = PersonId(crowd.eva.id), PersonId(crowd.olga.id)
    await crowd.decides(lambda tx: suspend(tx, eva, olga, "late"))
    before = await crowd.facts()
    answer = await crowd.presses(crowd.eva, crowd.press(press))
    assert answer.show_alert
    assert await crowd.facts() == before
    await crowd.decides(lambda tx: reinstate(tx, eva, olga))
