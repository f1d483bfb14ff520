"""What leaves the house when something breaks: where, never what anybody wrote."""

import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import sentry_sdk
import structlog
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from bot.error_reports import bare, report_errors_to
from bot.logs import configure_logs

log = structlog.get_logger(__name__)


def test_an_event_loses_everything_that_quotes_people() -> None:
    values = [{"type": "ValueError", "value": "+48 600 000 001 at Long Street", "stacktrace": {"frames": []}}]
    event = {"exception": {"values": values}, "user": {"id": 7}, "extra": {"text": "flood"}, "server_name": "home"}
    told = bare({**event, "logentry": {"message": "turn_failed: Anna wrote"}}, {})
    assert told["exception"]["values"] == [{"type": "ValueError", "value": "", "stacktrace": {"frames": []}}]
    assert told["logentry"] == {"message": "turn_failed"}
    assert {"user", "extra", "server_name"} & set(told) == set()


class Kept(Transport):
    """Keeps what would have been sent."""

    sent: list[Envelope]

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent.append(envelope)

    @property
    def events(self) -> list[dict[str, Any]]:
        return [item.payload.json or {} for envelope in self.sent for item in envelope.items]


@pytest.fixture
def sentry(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    """What leaves the house of a process that logs and reports as ours does."""
    monkeypatch.setattr("sys.stderr", io.StringIO())
    kept, libraries = structlog.get_config(), logging.getLogger().handlers[:]
    configure_logs()
    report_errors_to("http://key@127.0.0.1:9/1")
    transport = Kept()
    transport.sent = []
    sentry_sdk.get_client().transport = transport
    yield transport
    sentry_sdk.init()
    structlog.configure(**kept)
    logging.getLogger().handlers = libraries


WORDS = "my secret address"


def break_down() -> None:
    int(WORDS)


def log_as_raised() -> None:
    try:
        break_down()
    except ValueError:
        log.exception("timer_failed", kind="job.late", subject=12)


def log_with_error() -> None:
    try:
        break_down()
    except ValueError as caught:
        log.error("delivery_failed", row=7, chat=600_000_001, view="relay/message", error=WORDS, exc_info=caught)  # noqa: TRY400 - as the sender logs what it was handed


def a_library_logs() -> None:
    try:
        break_down()
    except ValueError:
        logging.getLogger("asyncio").exception("never retrieved: %s", WORDS)


@pytest.mark.parametrize(
    ("tell", "message", "tags"),
    [
        (log_as_raised, "timer_failed", {"kind": "job.late", "subject": "12"}),
        (log_with_error, "delivery_failed", {"row": "7", "view": "relay/message"}),
        (a_library_logs, "never retrieved", {}),
    ],
)
def test_an_error_in_the_log_is_reported_once_without_words(
    sentry: Kept, tell: Callable[[], None], message: str, tags: dict[str, str]
) -> None:
    tell()
    (event,) = sentry.events
    (error,) = event["exception"]["values"]
    assert (event["level"], event["logentry"], event.get("tags", {})) == ("error", {"message": message}, tags)
    assert (error["type"], error["value"]) == ("ValueError", "")
    assert error["stacktrace"]["frames"][-1]["function"] == "break_down"
    assert not re.search(f"{WORDS}|600000001", json.dumps(event))


def test_an_error_without_an_exception_is_reported_and_what_is_less_is_not(sentry: Kept) -> None:
    log.error("another_process_polls", advice="stop the other bot")
    log.warning("poll_failed", error=WORDS)
    log.info("order_event", order=12)
    assert [event["logentry"] for event in sentry.events] == [{"message": "another_process_polls"}]
