"""Somebody for whom the market is closed, at every door: one sentence, and nothing changes."""

import pytest
import pytest_asyncio

from bot.domain.ids import PersonId
from bot.usecases.people import ban
from playground.person import Person
from playground.world.state import Message
from tests.abuse.crowd import Crowd
from tests.abuse.test_foreign_presses import CUSTOMERS
from tests.abuse.test_wrong_media import THINGS

pytestmark = pytest.mark.asyncio(loop_scope="module")

CLOSED = "This market is closed to you."
COMMANDS: tuple[str, ...] = (
    "start",
    "start x",
    "menu",
    "new",
    "apply",
    "help",
    "privacy",
    "language",
    "cancel",
    "online",
    "orders",
)
COMMANDS += ("jobs", "earnings", "hours", "workplace", "claim ABCDEFGHJK", "desk", "staff", "ban 1 because")
PRESSES = (
    "co:menu",
    "la:fa",
    "og:new",
    "og:again:{order}",
    "ay",
    "hr",
    "w|1|done",
    *(f"me:{entry}" for entry in ("menu", "order", "orders", "apply", "question", "help", "privacy", "language")),
    *(f"or:{act}:{{order}}" for act in CUSTOMERS),
    "qu:{quoting}:100:1",
    "of:accept:{offer}",
    "te:online",
    "jb:finish:{job}",
    "rl:{job}",
    "rt:{done}",
    "do:cancel:{order}",
    "garbled",
)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def boris(crowd: Crowd) -> Person:
    """Boris threatened a technician; his open orders went with him."""
    await crowd.decides(lambda tx: ban(tx, PersonId(crowd.boris.id), PersonId(crowd.olga.id), "threats"))
    await crowd.stage.settled()
    return crowd.boris


@pytest.mark.parametrize("command", [*(f"/{command}" for command in COMMANDS), "hello", "4711", "🚰"])
async def test_words(crowd: Crowd, boris: Person, command: str) -> None:
    before = await crowd.facts()
    (answer,) = await crowd.says(boris, command)
    _is_closed(answer, boris)
    assert await crowd.facts() == before


@pytest.mark.parametrize("press", PRESSES)
async def test_buttons(crowd: Crowd, boris: Person, press: str) -> None:
    before = await crowd.facts()
    crowd.look()
    answer = await crowd.presses(boris, crowd.press(press))
    assert answer.show_alert
    assert answer.text.startswith(CLOSED)
    assert not await crowd.news()
    assert await crowd.facts() == before


@pytest.mark.parametrize("thing", THINGS)
async def test_things(crowd: Crowd, boris: Person, thing: str) -> None:
    before = await crowd.facts()
    crowd.look()
    await THINGS[thing](boris)
    for answer in await crowd.news():
        _is_closed(answer, boris)
    assert await crowd.facts() == before
    assert await crowd.conversation(boris) is None


async def test_nobody_hears_of_them_any_more(crowd: Crowd, boris: Person) -> None:
    facts = await crowd.facts()
    open_orders = [row for row in facts["orders"] if row["customer_id"] == boris.id and row["status"] != "cancelled"]
    assert not open_orders
    answer = await crowd.presses(crowd.eva, crowd.press("of:accept:{offer}"))
    assert answer.text == "The order was cancelled."


def _is_closed(message: Message, reader: Person) -> None:
    assert message.chat_id == reader.id
    assert message.text.startswith(CLOSED)
