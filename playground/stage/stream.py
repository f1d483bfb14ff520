"""What happens, as server-sent events: one bounded queue a watching page."""

import asyncio
import json
from collections import deque
from typing import Any

from aiohttp import web

from playground.stage.snapshot import call_view, callback_view, chat_view, message_view
from playground.world.happenings import Happening
from playground.world.state import Json
from playground.world.world import World

_QUEUE_LENGTH = 2_000
_HEARTBEAT = 15.0
_UNTOLD = frozenset({"update", "updates_taken", "webhook"})


class Stream:
    """One page that watches."""

    def __init__(self) -> None:
        self._queue: deque[str] = deque()
        self._filled = asyncio.Event()
        self._ended = False

    def put(self, event: str) -> None:
        """Line up an event; a page that is too slow is told to load everything anew instead."""
        if len(self._queue) >= _QUEUE_LENGTH:
            self._queue.clear()
            event = as_event("resync", {})
        self._queue.append(event)
        self._filled.set()

    def end(self) -> None:
        """Send nothing more."""
        self._ended = True
        self._filled.set()

    async def send_to(self, response: web.StreamResponse) -> None:
        """Send what comes until the page goes away or the server stops, many events at once when they come fast."""
        while not self._ended:
            try:
                async with asyncio.timeout(_HEARTBEAT):
                    await self._filled.wait()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            self._filled.clear()
            batch = "".join(self._queue)
            self._queue.clear()
            await response.write(batch.encode())


class Streams:
    """Everybody who watches. While nobody does, nothing is rendered."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._streams: set[Stream] = set()
        world.happenings.listen(self._heard)

    def open(self) -> Stream:
        """Begin to watch."""
        stream = Stream()
        self._streams.add(stream)
        return stream

    def close(self, stream: Stream) -> None:
        """Stop watching."""
        self._streams.discard(stream)

    def end(self) -> None:
        """End all streams."""
        for stream in self._streams:
            stream.end()

    def tell(self, kind: str, details: Json) -> None:
        """Send an event to everybody who watches."""
        if self._streams:
            event = as_event(kind, details)
            for stream in self._streams:
                stream.put(event)

    def _heard(self, happening: Happening) -> None:
        if self._streams and happening.kind not in _UNTOLD:
            self.tell(happening.kind, self._details(happening))

    def _details(self, happening: Happening) -> Json:
        kind, about = happening.kind, happening.about
        if kind in {"message", "edit", "reaction"}:
            return {"chat": happening.chat_id, "message": message_view(self._world, about)}
        if kind == "delete":
            return {"chat": happening.chat_id, "message_id": about.message_id}
        if kind in {"callback", "callback_answer"}:
            return callback_view(about)
        if kind in {"chat", "keyboard"}:
            return chat_view(self._world, about, with_messages=False)
        if kind == "call":
            return call_view(about)
        return {"chat": happening.chat_id} | _rest(kind, about)


def _rest(kind: str, about: Any) -> Json:
    if kind == "typing":
        return {"action": about}
    return {"id": about.id, "stage": about.stage, "problem": about.problem}


def as_event(kind: str, details: Json) -> str:
    """Return an event as the stream carries it."""
    return f"event: {kind}\ndata: {json.dumps(details, ensure_ascii=False)}\n\n"
