"""The stage's HTTP: state, stream, acts, people, calls, faults, limits. Behind the guard.

GET  /                  the page, its files under /web/
GET  /plain             a plain page without script: the chats as text, a line to type in, the buttons to tap
GET  /stage/state       people, chats, messages (not with ?messages=no), keyboards, and whatever the host shows
GET  /stage/people      the people alone
GET  /stage/chats/{id}  one chat with its latest messages
GET  /stage/events      server-sent events: message edit delete reaction keyboard chat callback callback_answer
                        typing checkout call faults limits shown resync scene
GET  /stage/calls       the latest calls of the bot and counts of all
GET  /stage/files/{id}  a file's bytes
POST /stage/act         {"person": id, "chat": id?, "thread": topic?, "act": name, …arguments}: see `stage.acts.ACTS`
POST /stage/people      {"first_name": …, "language_code": …, "last_name"?, "username"?}
POST /stage/groups      {"title": …, "members": [ids], "forum"?: bool}
POST /stage/limits      {"enabled"?: bool, "factor"?: number}; without a factor they stay as wide as they are
POST /stage/faults      {"kind": …, "method"?, "chat"?, "rate"?, "times"?, …}, or to end them {"kind": …, "on": false}
                        or {"clear": true}
POST /stage/do/{name}   whatever the host offers under that name
"""

import contextlib
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from aiohttp import web

from playground.limits import Limits
from playground.stage.acts import ActRefused, act
from playground.stage.director import faults_on, switch_fault
from playground.stage.guard import Guard
from playground.stage.plain_page import plain_page
from playground.stage.snapshot import call_view, chat_view, latest_numbers, people_view, person_view, world_view
from playground.stage.stream import Streams
from playground.stage.web_page import opening_page, page_file
from playground.world.state import Json

if TYPE_CHECKING:
    from playground.person import Person
    from playground.playground import Playground

_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"
_LATEST = 200
"""Messages of a chat that a page gets; it shows no more of them."""
Offer = Callable[[Json], Awaitable[Any]]


class Stage:
    """The page's side of a playground. A host may `offer` acts of its own and `show` what it knows."""

    def __init__(self, playground: "Playground", guard: Guard) -> None:
        self._playground = playground
        self._guard = guard
        self._streams = Streams(playground.world)
        self._offers: dict[str, Offer] = {}
        self._shown: dict[str, Any] = {}
        self._name = secrets.token_hex(4)
        """Tells a page that was loaded before from another playground at the same address."""

    def offer(self, name: str, doing: Offer) -> None:
        """Let the page do something that the host can: POST /stage/do/<name>."""
        self._offers[name] = doing

    def show(self, topic: str, about: Any, told: Json | None = None) -> None:
        """Show the page something that the host knows (JSON), now and to whoever opens it later.

        Pages that watch already hear `told` as an event of the topic's name instead, when it is given.
        """
        self._shown[topic] = about
        if told is not None:
            self._streams.tell(topic, told)
        else:
            self._streams.tell("shown", {"topic": topic, "about": about})

    def start_over(self) -> None:
        """Let every page load everything anew."""
        self._streams.tell("resync", {})

    def close(self) -> None:
        """Let everybody who watches go, because the server stops."""
        self._streams.end()

    def add_to(self, application: web.Application) -> None:
        """Add the routes."""
        router = application.router
        router.add_get("/", self._page)
        router.add_get("/plain", self._plain_page)
        router.add_get("/web/{name:.+}", page_file)
        router.add_get("/stage/state", self._state)
        router.add_get("/stage/people", self._people)
        router.add_get("/stage/chats/{chat_id}", self._chat)
        router.add_get("/stage/events", self._events)
        router.add_get("/stage/calls", self._calls)
        router.add_get("/stage/files/{file_id}", self._file)
        router.add_post("/stage/act", self._act)
        router.add_post("/stage/form", self._form)
        router.add_post("/stage/people", self._add_person)
        router.add_post("/stage/groups", self._add_group)
        router.add_post("/stage/limits", self._set_limits)
        router.add_post("/stage/faults", self._set_faults)
        router.add_post("/stage/do/{name}", self._do)

    async def _page(self, _: web.Request) -> web.Response:
        response = opening_page()
        self._guard.admit(response)
        return response

    async def _plain_page(self, _: web.Request) -> web.Response:
        response = web.Response(text=plain_page(self._playground.world), content_type="text/html")
        response.headers["Content-Security-Policy"] = _PAGE_POLICY
        self._guard.admit(response)
        return response

    async def _state(self, request: web.Request) -> web.Response:
        with_messages = request.query.get("messages") != "no"
        offered = {"offers": sorted(self._offers), "shown": self._shown}
        known: Json = {"playground": self._name, "limits": asdict(self._playground.limits)}
        known["faults"] = faults_on(self._playground.faults)
        world = self._playground.world
        latest = {"latest": latest_numbers(world)}
        return web.json_response(world_view(world, with_messages=with_messages) | offered | known | latest)

    async def _people(self, _: web.Request) -> web.Response:
        return web.json_response(people_view(self._playground.world))

    async def _chat(self, request: web.Request) -> web.Response:
        chat = self._playground.world.state.chats.get(int(request.match_info["chat_id"]))
        if chat is None:
            return web.json_response({"error": "no such chat"}, status=404)
        return web.json_response(chat_view(self._playground.world, chat, latest=_LATEST))

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        stream = self._streams.open()
        try:
            with contextlib.suppress(ConnectionError):
                await response.write(b": here\n\n")
                await stream.send_to(response)
        finally:
            self._streams.close(stream)
        return response

    async def _calls(self, _: web.Request) -> web.Response:
        log = self._playground.calls
        latest = [call_view(call) for call in list(log)[-500:]]
        counted = {"counts": log.counts, "refusals": log.refusals, "made": log.total}
        return web.json_response({"calls": latest} | counted)

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._playground.world.state.files.get(request.match_info["file_id"])
        if stored is None:
            return web.json_response({"error": "no such file"}, status=404)
        headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
        return web.Response(body=stored.content, content_type=stored.mime_type, headers=headers)

    async def _act(self, request: web.Request) -> web.Response:
        return await self._answered(self._acted(await _object(request)))

    async def _form(self, request: web.Request) -> web.Response:
        """Do an act of the plain page and show the page again."""
        form = await request.post()
        answer = await self._answered(self._acted({name: str(value) for name, value in form.items()}))
        if answer.status != 200:
            return answer
        raise web.HTTPSeeOther("/plain")

    async def _acted(self, arguments: Json) -> None:
        person = self._person(int(arguments["person"]))
        if arguments.get("chat"):
            thread = arguments.get("thread")
            person = person.within(self._playground.world.chat(int(arguments["chat"])), int(thread) if thread else None)
        await act(person, str(arguments["act"]), arguments)

    def _person(self, person_id: int) -> "Person":
        person = self._playground.people.get(person_id)
        if person is None:
            raise ActRefused("there is no such person")
        return person

    async def _add_person(self, request: web.Request) -> web.Response:
        wanted = await _object(request)
        more = {field: str(wanted[field]) for field in ("last_name", "username") if wanted.get(field)}
        first_name, language = str(wanted["first_name"]), str(wanted.get("language_code", "en"))
        person = self._playground.person(first_name, language, **more)
        return web.json_response(person_view(person.account))

    async def _add_group(self, request: web.Request) -> web.Response:
        wanted = await _object(request)
        return await self._answered(self._made_group(wanted))

    async def _made_group(self, wanted: Json) -> Json:
        members = [self._person(int(person)) for person in wanted["members"]]
        group = await self._playground.group(str(wanted["title"]), members, forum=bool(wanted.get("forum")))
        return chat_view(self._playground.world, group.record)

    async def _set_limits(self, request: web.Request) -> web.Response:
        wanted = await _object(request)
        present = self._playground.limits
        limits = Limits().scaled(float(wanted["factor"])) if "factor" in wanted else present
        self._playground.limits = limits = replace(limits, enabled=bool(wanted.get("enabled", True)))
        self._streams.tell("limits", asdict(limits))
        return web.json_response(asdict(limits))

    async def _set_faults(self, request: web.Request) -> web.Response:
        return await self._answered(self._switched_fault(await _object(request)))

    async def _switched_fault(self, wanted: Json) -> list[Json]:
        now_on = await switch_fault(self._playground.faults, wanted)
        self._streams.tell("faults", {"faults": now_on})
        return now_on

    async def _do(self, request: web.Request) -> web.Response:
        offer = self._offers.get(request.match_info["name"])
        if offer is None:
            return web.json_response({"error": "nobody offers this"}, status=404)
        return await self._answered(offer(await _object(request)))

    async def _answered(self, doing: Awaitable[Any]) -> web.Response:
        try:
            done = await doing
        except (ActRefused, KeyError) as error:
            return web.json_response({"error": str(error)}, status=400)
        return web.json_response({"done": True} if done is None else {"done": done})


async def _object(request: web.Request) -> Json:
    """Return the JSON object of a request, or answer 400."""
    try:
        body = await request.json()
    except ValueError as error:
        raise web.HTTPBadRequest(text="JSON expected") from error
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text="a JSON object expected")
    return body
