"""Whoever reads the log finds all that went wrong about one order by its number."""

from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from structlog.contextvars import merge_contextvars

from bot.delivery import intake
from bot.domain.languages import Language
from bot.handlers.jobs import ACTS
from bot.usecases.deadlines import DEADLINES
from bot.usecases.expecting import LATE
from db.timers import set_timer
from tests.stories.journeys import says, taps
from tests.stories.stage import Stage, words
from tests.stories.test_first_to_last import anna_orders, everybody_is_hired, one_accepts

Lines = list[dict[str, Any]]


@pytest.fixture
def lines(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lines]:
    """Every event of ours as the log has it."""
    heard: Lines = []

    def hear(logger: Any, method: str, event: Any) -> Any:
        heard.append(dict(merge_contextvars(logger, method, dict(event))))
        return event

    monkeypatch.setattr(intake, "BEFORE_NEXT_TRY", (0.0, 0.0, 0.0))
    structlog.get_config()["processors"].insert(0, hear)
    yield heard
    structlog.get_config()["processors"].remove(hear)


def breaks(*_: object) -> None:
    raise RuntimeError("a bug")


def orders_in(lines: Lines, event: str) -> list[object]:
    """The order's number in each of these lines; None where there is none."""
    found = [line.get("order") for line in lines if line["event"] == event]
    lines.clear()
    return found


@pytest.mark.plain_waves
@pytest.mark.parametrize("language", [Language.EN, Language.FA])
async def test_of_turns_timers_and_messages(
    stage: Stage, lines: Lines, monkeypatch: pytest.MonkeyPatch, language: Language
) -> None:
    crew = await everybody_is_hired(stage, language)
    anna = await stage.newcomer("Anna", language, username="anna_home", phone_number="+48600700800")
    first = await anna_orders(stage, anna)
    await one_accepts(stage, anna, first, crew)
    order, bo = int(first.id), crew[1]
    assert set(orders_in(lines, "order_event")) == {order}
    stage.troubles.forgiven |= {
        "a bug",
        "turn_failed",
        "timer_failed",
        "delivery_failed",
        "TelegramBadRequest",
        "refused",
    }
    # A press that names a job.
    monkeypatch.setitem(ACTS, "set_out", (breaks, ""))
    await bo.taps(words(bo, "On my way"), answer_within=0)
    await stage.settled()
    assert orders_in(lines, "turn_failed") == [order] * intake.MOST_TRIES
    # What is typed in a conversation about it, and the notice that comes of it.
    await taps(stage, anna, "Write to %(name)s", name="Bo")
    stage.playground.faults.bad_request(chat=bo.id, times=1)
    await says(stage, anna, "The blue gate")
    assert orders_in(lines, "delivery_failed") == [order]
    # A deadline of the job.
    monkeypatch.setattr(stage.app.scheduler, "_deadlines", {**DEADLINES, LATE: breaks})
    await stage.app.turns.run(lambda tx: set_timer(tx, LATE, 1, 0, tx.now))
    await stage.settled()
    assert orders_in(lines, "timer_failed") == [order]
