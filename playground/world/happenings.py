"""What happens in a world, told to whoever listens: people who wait, the page's stream, the door's poll."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal[
    "chat",
    "message",
    "edit",
    "delete",
    "callback",
    "callback_answer",
    "checkout",
    "typing",
    "keyboard",
    "reaction",
    "update",
    "updates_taken",
    "webhook",
    "call",
]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened, in which chat (if in one), and the record it is about."""

    kind: Kind
    chat_id: int | None = None
    about: Any = None
    details: dict[str, Any] = field(default_factory=dict)


Listener = Callable[[Happening], None]


class Happenings:
    """Who wants to hear what happens: everything, or only what happens in one chat."""

    def __init__(self) -> None:
        self._everywhere: list[Listener] = []
        self._in_chat: dict[int, list[Listener]] = {}

    def listen(self, listener: Listener, chat_id: int | None = None) -> Callable[[], None]:
        """Call `listener` from now on; returns the function that ends it."""
        listeners = self._everywhere if chat_id is None else self._in_chat.setdefault(chat_id, [])
        listeners.append(listener)

        def stop() -> None:
            if listener in listeners:
                listeners.remove(listener)

        return stop

    def tell(self, happening: Happening) -> None:
        """Tell everybody who listens, in the order in which they began to."""
        for listener in tuple(self._everywhere):
            listener(happening)
        if happening.chat_id is not None:
            for listener in tuple(self._in_chat.get(happening.chat_id, ())):
                listener(happening)
