"""A whole journey in the log at its most talkative: what happened and to which number, never what was said."""

import io
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.domain.languages import Language
from bot.logs import configure_logs
from tests.stories.journeys import says, taps
from tests.stories.stage import Stage
from tests.stories.test_first_to_last import (
    PHONE,
    SECRETS,
    USERNAME,
    anna_orders,
    both_rate,
    everybody_is_hired,
    one_accepts,
    the_work_is_done,
)

TALK = "The blue gate behind the bakery"
OURS = ("bot", "db", "main")


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that our loggers have to say, and the libraries' warnings."""
    kept, root = structlog.get_config(), logging.getLogger()
    handlers, written = root.handlers[:], io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    root.handlers = []
    configure_logs(logging.DEBUG)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield written
    for name in OURS:
        logging.getLogger(name).setLevel(logging.NOTSET)
    root.handlers = handlers
    structlog.configure(**kept)


@pytest.mark.plain_waves
async def test_nothing_that_was_said_or_shown(stage: Stage, log: io.StringIO) -> None:
    crew = await everybody_is_hired(stage, Language.EN)
    anna = await stage.newcomer("Anna", username=USERNAME, phone_number=PHONE)
    order = await anna_orders(stage, anna)
    await one_accepts(stage, anna, order, crew)
    await taps(stage, anna, "Write to Bo")
    await says(stage, anna, TALK)
    await crew[1].shares_location(50.0617, 19.9373)
    await the_work_is_done(stage, anna, crew[1])
    await both_rate(stage, anna, crew[1])
    await anna.press_raw("nobody:made:this")
    await says(stage, anna, "/mydata", "/forget")
    await stage.sleeps(days=200)
    for job in stage.app.scheduler.calendar:
        await stage.app.scheduler.run_calendar_job(job)
    await stage.settled()
    written = log.getvalue()
    for event in ("calendar_job", "unknown_press"):
        assert event in written, "the log works"
    said = (*SECRETS, TALK, "Water under the sink", "Clean & quick", "Grodzka 5", "50.06", "Bo Berg", order.start_code)
    assert [secret for secret in said if secret in written] == []
