"""Reports of unforeseen errors to Sentry, for those who want them: where it broke, never what anybody wrote."""

from typing import Any

import sentry_sdk

from bot.logs import TOKEN


def report_errors_to(address: str) -> None:
    """Send every error that reaches the log as one; contents, local variables and request bodies stay here."""
    sentry_sdk.init(
        dsn=address,
        include_local_variables=False,
        include_source_context=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        before_send=bare,  # type: ignore[arg-type]  # the library's own event type is a dict
    )


def bare(event: dict[str, Any], _hint: dict[str, Any]) -> dict[str, Any]:
    """The event with the kinds of errors and their places only: messages of errors may quote what somebody wrote."""
    for error in event.get("exception", {}).get("values", ()):
        error["value"] = ""
    for part in ("request", "user", "breadcrumbs", "extra", "server_name"):
        event.pop(part, None)
    message = event.get("logentry", {}).get("message", "")
    event["logentry"] = {"message": TOKEN.sub("…", message.split(":")[0])}
    return event
