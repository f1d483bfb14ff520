"""Faults switched from the page."""

from typing import Any

from playground.faults import Fault, Faults
from playground.stage.acts import ActRefused
from playground.world.state import Json

_KINDS = ("too_many_requests", "blocked", "bad_request", "server_error", "slow", "dropped_before", "dropped_after")
_OWN = {"too_many_requests": "retry_after", "server_error": "code", "slow": "seconds", "bad_request": "sentence"}
_WITHOUT_REFUSAL = {"slow": "slow", "drop_before": "dropped_before", "drop_after": "dropped_after"}
_BY_CODE = {400: "bad_request", 403: "blocked", 429: "too_many_requests"}
_WHERE = ("method", "chat", "rate", "times")


async def switch_fault(faults: Faults, wanted: Json) -> list[Json]:
    """Switch a fault on, those of a kind off (`on` false) or all off (`clear`); returns those that are on."""
    if wanted.get("clear"):
        faults.clear()
    elif wanted.get("on", True):
        _switch_on(faults, wanted)
    else:
        _switch_off(faults, str(wanted.get("kind")))
    return faults_on(faults)


def faults_on(faults: Faults) -> list[Json]:
    """Return the faults that are on, as a page shows them."""
    return [_view(fault) for fault in faults]


def _switch_off(faults: Faults, kind: str) -> None:
    for fault in faults:
        if _called(fault) == kind:
            faults.remove(fault)


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
    seen = {"said": said, "seconds": fault.seconds, "happened": fault.happened}
    return {"kind": fault.kind, "called": _called(fault)} | seen | where


def _called(fault: Fault) -> str:
    """The name under which a page switches it."""
    if fault.refusal is None:
        return _WITHOUT_REFUSAL[fault.kind]
    return _BY_CODE.get(fault.refusal.code, "server_error")
