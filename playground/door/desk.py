"""Takes a call in, lets what must go wrong go wrong, has it answered and writes it down."""

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any

from aiogram import methods as bot_api
from aiogram.methods import TelegramMethod

from playground.answers import ANSWERS, METHODS, Request
from playground.call_log import Call, CallLog
from playground.door.arguments import parsed
from playground.door.polling import Polling
from playground.door.unknown_fields import unknown_arguments
from playground.faults import Fault, Faults
from playground.refusals import Refusal, bad_request
from playground.world.files import Upload
from playground.world.world import World

_log = logging.getLogger(__name__)
_NO_METHODS = {"Request", "Response", "TelegramMethod"}
_KNOWN = {name.lower(): name[0].lower() + name[1:] for name in bot_api.__all__ if name not in _NO_METHODS}
"""Names of all methods of the Bot API, by their small letters."""
_BROKEN = Refusal(500, "Internal Server Error: restart")
_NOT_FOUND = Refusal(404, "Not Found: method not found")


@dataclass(slots=True)
class Outcome:
    """What goes back over the wire; `dropped` means that nothing does."""

    status: int = 200
    body: dict[str, Any] = field(default_factory=dict)
    retry_after: int | None = None
    dropped: bool = False


class Desk:
    """One place where every call passes, from HTTP and from a webhook's answer."""

    def __init__(self, world: World, faults: Faults, log: CallLog, polling: Polling) -> None:
        self._world = world
        self._faults = faults
        self._log = log
        self._polling = polling

    async def carry_out(self, name: str, raw: dict[str, Any], uploads: dict[str, Upload]) -> Outcome:
        """Answer one call."""
        small = name.lower()
        call = self._log.begin(_KNOWN.get(small, name), raw | dict.fromkeys(uploads, "<file>"), self._world.now())
        counts = small != "getupdates"
        self._log.in_flight += counts
        started = asyncio.get_running_loop().time()
        try:
            return await self._answered(small, call, raw, uploads)
        finally:
            self._log.in_flight -= counts
            call.took = asyncio.get_running_loop().time() - started
            self._log.finish(call)

    def turned_away(self, name: str, refusal: Refusal) -> Outcome:
        """Write down a call that could not even be read."""
        call = self._log.begin(_KNOWN.get(name.lower(), name), {}, self._world.now())
        outcome = _refused(call, refusal)
        self._log.finish(call)
        return outcome

    async def _answered(self, name: str, call: Call, raw: dict[str, Any], uploads: dict[str, Upload]) -> Outcome:
        try:
            fault = await self._struck(name, raw)
            if fault is not None and fault.kind == "drop_before":
                return _dropped(call, "connection dropped before anything was done")
            result = await self._result(name, call, raw, uploads)
        except Refusal as refusal:
            return _refused(call, refusal)
        except Exception as mistake:  # noqa: BLE001  # whatever it is: a call is answered, and shown as what it is
            _log.exception("the playground could not answer %s", call.method)
            call.remarks.append(f"the playground's own mistake: {mistake!r}")
            return _refused(call, _BROKEN)
        if fault is not None:
            return _dropped(call, "connection dropped after it was done")
        call.status, call.answer = 200, result
        return Outcome(body={"ok": True, "result": result})

    async def _struck(self, name: str, raw: dict[str, Any]) -> Fault | None:
        """Wait out delays; raise the refusal of a fault, or return the fault that drops the connection."""
        for fault in self._faults.strike(name, _chat_of(raw)):
            if fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
            elif fault.refusal is not None:
                raise fault.refusal
            else:
                return fault
        return None

    async def _result(self, name: str, call: Call, raw: dict[str, Any], uploads: dict[str, Upload]) -> Any:
        if name == "getupdates":
            return await self._polling.updates_for(self._arguments(bot_api.GetUpdates, call, raw, {}))
        answer = ANSWERS.get(name)
        if answer is None:
            if name in _KNOWN:
                call.remarks.append("the Bot API has this method, the playground does not")
            raise _NOT_FOUND
        arguments = self._arguments(METHODS[name], call, raw, uploads)
        return answer(Request(self._world, arguments, uploads))

    def _arguments(
        self, method: type[TelegramMethod[Any]], call: Call, raw: dict[str, Any], uploads: dict[str, Upload]
    ) -> TelegramMethod[Any]:
        unknown = unknown_arguments(method, raw)
        call.remarks.extend(f"unknown argument: {name}" for name in unknown)
        if unknown and self._world.settings.refuse_unknown_arguments:
            raise bad_request(f"unknown argument {unknown[0]}")
        return parsed(method, raw, uploads)


def _chat_of(raw: dict[str, Any]) -> int | None:
    """Return the chat of a call, for faults that concern only one."""
    try:
        return int(raw.get("chat_id", ""))
    except (TypeError, ValueError):
        return None


def _refused(call: Call, refusal: Refusal) -> Outcome:
    call.status, call.answer, call.refused = refusal.code, refusal.body(), refusal.description
    retry_after = (refusal.parameters or {}).get("retry_after")
    return Outcome(refusal.code, refusal.body(), retry_after)


def _dropped(call: Call, why: str) -> Outcome:
    call.refused = why
    return Outcome(dropped=True)
