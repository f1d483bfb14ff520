"""What whoever runs the playground lets the page's director change: buttons, switches, sliders, choices."""

import inspect
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from playground.stage.acts import ActRefused
from playground.stage.routes import Stage
from playground.world.state import Json

ControlKind = Literal["button", "switch", "slider", "choice"]
OnChange = Callable[[Any], Awaitable[object] | None]


@dataclass(slots=True)
class Control:
    """One control as the page shows it. Sliders have `least`, `most`, `step` and a `unit`, choices have `options`."""

    name: str
    label: str
    kind: ControlKind
    on_change: OnChange
    value: Any = None
    group: str = ""
    hint: str = ""
    unit: str = ""
    least: float = 0.0
    most: float = 1.0
    step: float = 1.0
    options: Sequence[str] = ()

    def checked(self, value: Any) -> Any:
        """The value that was asked for, or ActRefused with what is possible."""
        if self.kind == "switch":
            return bool(value)
        if self.kind == "choice" and value not in self.options:
            raise ActRefused(f"{self.label} can be {', '.join(self.options)}")
        if self.kind == "slider":
            return self._number(value)
        return value

    def _number(self, value: Any) -> float:
        if not isinstance(value, int | float) or not self.least <= value <= self.most:
            raise ActRefused(f"{self.label} goes from {self.least:g} to {self.most:g}")
        return float(value)

    def view(self) -> Json:
        """What the page needs to draw it."""
        shown = ("name", "label", "kind", "value", "group", "hint", "unit", "least", "most", "step")
        return {field: getattr(self, field) for field in shown} | {"options": list(self.options)}


class Controls:
    """All controls, in the order in which they were added."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._controls: dict[str, Control] = {}

    def add(self, name: str, label: str, kind: ControlKind, on_change: OnChange, **more: Any) -> Control:
        """Show a control; `more` are the other fields of `Control`. `on_change` gets the value and may be async."""
        control = self._controls[name] = Control(name, label, kind, on_change, **more)
        self._stage.offer("control", self._asked)
        self._show()
        return control

    def set(self, name: str, value: Any) -> None:
        """Show another value, because it was changed from elsewhere."""
        self._controls[name].value = value
        self._show()

    async def change(self, name: str, value: Any = None) -> None:
        """Do what the page does when somebody moves this control."""
        control = self._controls.get(name)
        if control is None:
            raise ActRefused(f"there is no control called {name}")
        wanted, before = control.checked(value), control.value
        if control.kind != "button":  # at once: what takes its time must not look as if nobody had asked for it
            control.value = wanted
        try:
            done = control.on_change(wanted)
            if inspect.isawaitable(done):
                await done
        except BaseException:
            if control.value == wanted:
                control.value = before
            raise
        finally:
            self._show()

    async def _asked(self, wanted: Json) -> None:
        await self.change(str(wanted["name"]), wanted.get("value"))

    def _show(self) -> None:
        self._stage.show("controls", [control.view() for control in self._controls.values()])
