"""Keeps strangers out: other hosts, other sites, and whoever lacks the stage's own token."""

import hmac
import ipaddress
import secrets
from functools import lru_cache
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

COOKIE = "playground_stage"
HEADER = "X-Stage-Token"
_PAGES = frozenset({"/", "/plain"})
_OWN_SITE = frozenset({"same-origin", "none"})
_SAFE_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with no-referrer a browser posts the plain page's forms as from nowhere
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@lru_cache(maxsize=64)
def _is_loopback(name: str) -> bool:
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def check_loopback(host: str) -> None:
    """Raise when a host is reachable from other machines."""
    if not _is_loopback(host):
        raise ValueError(f"the playground binds to loopback only, not to {host}")


class Guard:
    """Checks every request; the stage's routes and the page ask for more than the Bot API's."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(24)

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Let a request through, or answer 403 with the reason."""
        problem = _host_problem(request)
        on_stage = request.path.startswith("/stage/")
        if problem is None and (on_stage or request.path in _PAGES):
            problem = _site_problem(request)
        if problem is None and on_stage and not self._has_token(request):
            problem = "the stage's token is missing"
        if problem is not None:
            return web.json_response({"error": problem}, status=403)
        return await handler(request)

    def admit(self, response: web.StreamResponse) -> None:
        """Give the browser that loads the page the right to use the stage."""
        response.set_cookie(COOKIE, self.token, httponly=True, samesite="Strict", path="/")
        response.headers.update(_SAFE_HEADERS)

    def _has_token(self, request: web.Request) -> bool:
        shown = request.headers.get(HEADER) or request.cookies.get(COOKIE, "")
        return hmac.compare_digest(shown.encode(), self.token.encode())


def _host_problem(request: web.Request) -> str | None:
    """Refuse names that only point here (DNS rebinding): the Host has to be loopback itself."""
    name = urlsplit(f"//{request.host}").hostname or ""
    return None if _is_loopback(name) else "this host is not served"


def _site_problem(request: web.Request) -> str | None:
    """Refuse what another site's page asks for; following a link to the page itself is fine."""
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"{request.scheme}://{request.host}":
        return "cross-site requests are refused"
    site = request.headers.get("Sec-Fetch-Site", "none")
    follows_link = request.path in _PAGES and request.headers.get("Sec-Fetch-Mode") == "navigate"
    return None if site in _OWN_SITE or follows_link else "cross-site requests are refused"
