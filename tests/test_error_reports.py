"""What leaves the house when something breaks: where, never what anybody wrote."""

import json

import pytest
import sentry_sdk
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from bot.error_reports import bare, report_errors_to


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


def test_what_sentry_is_sent() -> None:
    report_errors_to("http://key@127.0.0.1:9/1")
    transport = Kept()
    transport.sent = []
    sentry_sdk.get_client().transport = transport
    words = "my secret address"
    with pytest.raises(ValueError, match=words) as caught:
        int(words)
    sentry_sdk.capture_exception(caught.value)
    sentry_sdk.init()
    (event,) = [item.payload.json for envelope in transport.sent for item in envelope.items]
    assert event is not None
    assert event["exception"]["values"][0]["type"] == "ValueError"
    assert words not in json.dumps(event)
