"""Reports of unforeseen errors to Sentry, for those who want them: where it broke, never what anybody wrote."""

import sys
from types import TracebackType
from typing import Any

import sentry_sdk
import structlog
from sentry_sdk.utils import event_from_exception

from bot.logs import TOKEN, see_each_event

LEVELS = {"error": "error", "exception": "error", "critical": "fatal"}
"""How our log tells it → what Sentry calls it; what is told otherwise is not for it."""
TOLD = ("order", "update", "kind", "subject", "row", "view", "job", "attempts", "last_try")
"""What of an event goes along: numbers and names of ours, by which its line is found in the log."""

Raised = tuple[type[BaseException], BaseException, TracebackType | None]


def report_errors_to(address: str) -> None:
    """Send every error that reaches the log, once it is configured; contents, local variables and request bodies
    stay here.
    """
    sentry_sdk.init(
        dsn=address,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=bare,  # type: ignore[arg-type]  # the library's own event type is a dict
    )
    see_each_event(reported)


def reported(_logger: object, method: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """The event as it was. Libraries log in a way that Sentry listens to; what we log is told here."""
    level = LEVELS.get(method)
    if level is not None:
        raised = _raised(event.get("exc_info"))
        report, hint = event_from_exception(raised, sentry_sdk.get_client().options) if raised else ({}, {})
        report |= {"level": level, "logentry": {"message": event["event"]}}  # type: ignore[typeddict-item]
        report["tags"] = {name: str(event[name]) for name in TOLD if name in event}
        sentry_sdk.capture_event(report, hint)
    return event


def _raised(told: object) -> Raised | None:
    """The error that an event is about, as structlog takes it: itself, or 'the one that is being handled'."""
    error = told if isinstance(told, BaseException) else sys.exception() if told else None
    return None if error is None else (type(error), error, error.__traceback__)


def bare(event: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    """The event with the kinds of errors and their places only: messages of errors may quote what somebody wrote."""
    for error in event.get("exception", {}).get("values", ()):
        error["value"] = ""
    for part in ("request", "user", "breadcrumbs", "extra", "server_name"):
        event.pop(part, None)
    message = event.get("logentry", {}).get("message", "")
    event["logentry"] = {"message": TOKEN.sub("…", message.split(":")[0])}
    return event
