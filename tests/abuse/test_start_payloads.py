"""What a link carries behind /start decides nothing."""

import pytest

from tests.abuse.crowd import STREET, Crowd

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAYLOADS = (
    "order_{order}",
    "or-cancel-{order}",
    "of:accept:{offer}",
    "claim",
    "claim_ABCDEFGHJK",
    "appoint_{zoe}_owner",
    "job{job}",
    "la:fa",
    "-1",
    "../../etc/passwd",
    "' OR 1=1 --",
    "<b>",
    "{{ 7*7 }}",
    "%(name)s",
    "\u202e",
    "a" * 4000,
    "ref_{boris}",
    "/claim X",
)


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_the_front_door_and_nothing_else(crowd: Crowd, payload: str) -> None:
    """Typed, as no link can carry most of them; the menu comes as it does without."""
    await crowd.free(crowd.zoe)
    before = await crowd.facts()
    (plain,) = await crowd.says(crowd.zoe, "/start")
    carried = await crowd.says(crowd.zoe, f"/start {crowd.press(payload) if payload.count('{') == 1 else payload}")
    assert [message.text for message in carried] == [plain.text]
    assert STREET not in plain.text
    assert await crowd.facts() == before
    assert await crowd.conversation(crowd.zoe) is None
