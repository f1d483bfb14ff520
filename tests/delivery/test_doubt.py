"""Nobody knows what the screen shows when the answer to an edit is lost: what comes next is sent in any case."""

from typing import Any

import pytest

from bot.delivery import sender as sending
from db import outbox
from db.database import UnavailableError
from playground import Person, Playground
from tests.delivery.post_office import PostOffice, texts, until

pytestmark = pytest.mark.both_engines
WHILE_IT_WAITS = 0.3
"""Seconds in which the card changes back before it is tried again."""


@pytest.fixture(autouse=True)
def slow_to_try_again(monkeypatch: pytest.MonkeyPatch) -> None:
    for pause in ("FIRST_BACKOFF", "LONGEST_BACKOFF"):
        monkeypatch.setattr(sending, pause, WHILE_IT_WAITS)


async def test_a_lost_answer_and_a_way_back_leave_the_truth_on_the_screen(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    await office.puts_up(anna.id, "busy", "inline")
    await office.quiet()
    playground.faults.dropped_after(method="editMessageText", times=1)
    await office.puts_up(anna.id, "free", "inline")
    await until(lambda: texts(anna) == ["free"])
    await office.puts_up(anna.id, "busy", "inline")
    await until(lambda: texts(anna) == ["busy"], seconds=5)


async def test_so_does_a_database_that_could_not_keep_what_was_sent(
    office: PostOffice, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.puts_up(anna.id, "busy", "inline")
    await office.quiet()
    failed = []

    def fails(*_: Any) -> None:
        failed.append(True)
        raise UnavailableError("gone")

    with monkeypatch.context() as away:
        away.setattr(outbox, "remember_card", fails)
        await office.puts_up(anna.id, "free", "inline")
        await until(lambda: failed)
        await office.puts_up(anna.id, "busy", "inline")
    await until(lambda: texts(anna) == ["busy"], seconds=5)


async def test_a_deleted_message_is_not_taken_for_the_card(
    office: PostOffice, anna: Person, playground: Playground
) -> None:
    """The old message goes before the new one comes; when that one fails, the old one is there no longer."""
    await office.puts_up(anna.id, "busy", "inline")
    await office.quiet()
    playground.faults.server_error(method="sendMessage", times=1)
    await office.puts_up(anna.id, "free", "reply")
    await until(playground.calls.refused)
    await office.puts_up(anna.id, "busy", "inline")
    await until(lambda: texts(anna) == ["busy"], seconds=5)
