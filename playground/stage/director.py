"""Faults switched from the page."""

from typing import Any

from playground.faults import Fault, Faults
from playground.stage.acts import ActRefused
from playground.world.state import Json

_KINDS = ("too_many_requests", "blocked", "bad_request", "server_error", "slow", "dropped_before", "dropped_after")
_OWN = {"too_many_requests": "retry_after", "server_error": "code", "slow": "seconds", "bad_request": "sentence"}
_WHERE = ("method", "chat", "rate", "times")


async def switch_fault(faults: Faults, wanted: Json) -> list[Json]:
    """Switch a fault on (or all off); returns those that are on."""
    if wanted.get("clear"):
        faults.clear()
    else:
        _switch_on(faults, wanted)
    return [_view(fault) for fault in faults]


def _switch_on(faults: Faults, wanted: Json) -> None:
    kind = str(wanted.get("kind"))
    if kind not in _KINDS:
        raise ActRefused(f"no fault is called {kind}: there are {', '.join(_KINDS)}")
    arguments: dict[str, Any] = {name: wanted[name] for name in _WHERE if wanted.get(name) is not None}
    own = _OWN.get(kind)
    if own is not None and wanted.get(own) is not None:
        arguments[own] = wanted[own]
    try:
        getattr(faults, kind)(**arguments)
    except TypeError as error:
        raise ActRefused(str(error)) from error


def _view(fault: Fault) -> Json:
    where = {name: getattr(fault, name) for name in _WHERE}
    said = fault.refusal.description if fault.refusal else None
    return {"kind": fault.kind, "said": said, "seconds": fault.seconds, "happened": fault.happened} | where
