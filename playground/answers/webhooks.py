"""Where updates go: to a webhook, or to whoever polls."""

import re
from urllib.parse import urlsplit

from aiogram import methods

from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.state import Json, Webhook
from playground.world.updates import drop_all, remember_allowed

_LONGEST_SECRET = 256


@answers(methods.SetWebhook)
def set_webhook(request: Request[methods.SetWebhook]) -> bool:
    """Have updates posted to an address (an empty one: back to polling)."""
    arguments, world = request.arguments, request.world
    if arguments.url:
        _check(arguments.url, arguments.secret_token or "")
    remember_allowed(world, arguments.allowed_updates)
    if arguments.drop_pending_updates:
        drop_all(world)
    world.state.webhook = Webhook(
        url=arguments.url,
        secret=arguments.secret_token or "",
        max_connections=min(max(arguments.max_connections or 40, 1), 100),
        ip_address=arguments.ip_address or None,
        has_certificate=arguments.certificate is not None,
    )
    world.tell("webhook")
    return True


def _check(url: str, secret: str) -> None:
    """Raise when the address or the secret can't be used. Plain HTTP is fine here: the bot runs beside the server."""
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
    except ValueError as error:
        raise bad_request("invalid webhook URL specified") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("invalid webhook URL specified")
    if len(secret) > _LONGEST_SECRET:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")


@answers(methods.DeleteWebhook)
def delete_webhook(request: Request[methods.DeleteWebhook]) -> bool:
    """Go back to polling."""
    if request.arguments.drop_pending_updates:
        drop_all(request.world)
    request.world.state.webhook = Webhook()
    request.world.tell("webhook")
    return True


@answers(methods.GetWebhookInfo)
def get_webhook_info(request: Request[methods.GetWebhookInfo]) -> Json:
    """Return where updates go, how many wait, and what went wrong last."""
    state = request.world.state
    hook = state.webhook
    info: Json = {
        "url": hook.url,
        "has_custom_certificate": hook.has_certificate,
        "pending_update_count": len(state.updates),
    }
    if state.allowed_updates is not None:
        info["allowed_updates"] = state.allowed_updates
    if hook.url:
        info["max_connections"] = hook.max_connections
    optional = {
        "ip_address": hook.ip_address,
        "last_error_date": hook.last_error_date,
        "last_error_message": hook.last_error,
    }
    return info | {field: value for field, value in optional.items() if value is not None}
