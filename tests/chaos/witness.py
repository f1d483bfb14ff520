"""Remembers what the driver will want to know at the end: every update that was made, every message that came."""

from collections import deque
from dataclasses import dataclass, field

from playground import Playground
from playground.rendered_text import shown_text
from playground.world.happenings import Happening
from playground.world.state import Message

PRESSES_KEPT = 400


@dataclass
class Witness:
    """Watches the playground's world from its beginning."""

    playground: Playground
    updates: set[int] = field(default_factory=set)
    arrived: list[tuple[int, int, str]] = field(default_factory=list)
    """Every message of the bot: chat, number, what it said when it came."""
    presses: deque[tuple[str, int]] = field(default_factory=lambda: deque(maxlen=PRESSES_KEPT))
    """Buttons that anybody has pressed, for somebody else to try."""

    def __post_init__(self) -> None:
        """Begin to watch."""
        self.playground.world.happenings.listen(self._heard)

    def _heard(self, happening: Happening) -> None:
        if happening.kind == "update":
            self.updates.add(happening.about.update_id)
        elif happening.kind == "message" and isinstance(happening.about, Message):
            message = happening.about
            if message.sender_id == self.playground.world.bot.id:
                self.arrived.append((message.chat_id, message.message_id, shown_text(message)))

    def texts_to(self, chat: int) -> list[str]:
        """What the bot has written into this chat, in the order in which it came."""
        return [text for where, _, text in self.arrived if where == chat]
