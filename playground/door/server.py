"""The HTTP server: /bot<token>/<method> and /file/bot<token>/<path>."""

import json
from http import HTTPStatus
from typing import Any

from aiohttp import web

from playground.door.desk import Desk, Outcome
from playground.door.reading import carried_by
from playground.refusals import Refusal
from playground.world.files import at_path
from playground.world.world import World

_UNAUTHORIZED = Refusal(401, "Unauthorized: invalid token specified")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_KNOWN_STATUSES = frozenset(int(status) for status in HTTPStatus)
_NOT_FOUND = Refusal(404, "Not Found")


class Door:
    """Turns HTTP into calls for the desk, for one token only."""

    def __init__(self, world: World, desk: Desk, token: str) -> None:
        self._world = world
        self._desk = desk
        self._token = token

    def add_to(self, application: web.Application) -> None:
        """Add the Bot API's routes."""
        for verb in ("GET", "POST"):
            application.router.add_route(verb, "/bot{token}/{method}", self._call)
        application.router.add_get("/file/bot{token}/{path:.+}", self._download, allow_head=False)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._token:
            return _answer(_UNAUTHORIZED.body(), 401)
        method = request.match_info["method"]
        try:
            arguments, uploads = await carried_by(request)
        except Refusal as refusal:
            return _answered(self._desk.turned_away(method, refusal))
        outcome = await self._desk.carry_out(method, arguments, uploads)
        return _dropped(request) if outcome.dropped else _answered(outcome)

    async def _download(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self._token:
            return _answer(_UNAUTHORIZED.body(), 401)
        stored = at_path(self._world, request.match_info["path"])
        if stored is None:
            return _answer(_NOT_FOUND.body(), 404)
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _answered(outcome: Outcome) -> web.Response:
    response = _answer(outcome.body, outcome.status)
    if outcome.retry_after is not None:
        response.headers["Retry-After"] = str(outcome.retry_after)
    return response


def _answer(body: dict[str, Any], status: int) -> web.Response:
    reason = None if status in _KNOWN_STATUSES else "Error"
    return web.Response(text=_JSON.encode(body), status=status, reason=reason, content_type="application/json")


def _dropped(request: web.Request) -> web.StreamResponse:
    """Close the connection without a word."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
