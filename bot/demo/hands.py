"""A simulated person's hands: they find a button by what it does, in whatever language it is labelled."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from aiogram.filters.callback_data import CallbackData

from bot.ui.presses import WizardPress
from playground.person import Person
from playground.world.state import Message

Press = TypeVar("Press", bound=CallbackData)
Found = TypeVar("Found")
LOOKS_BACK = 40
"""Messages that a person looks through for a button; what is further up is forgotten."""
PATIENCE = 120.0
"""Real seconds to wait for an expected question; longer means that the bot has lost the thread."""


class LostThreadError(Exception):
    """The bot did not show what it should have by now; the message holds the chat as this person sees it."""


@dataclass(slots=True)
class Hands:
    """Presses, types and shares for one person; remembers which question was answered last."""

    person: Person
    looks_back: int = LOOKS_BACK
    answer_within: float = PATIENCE
    """Seconds to wait for the little text after a press; 0 for whoever only believes what is in the chat."""
    answered: int = 0
    """The last question that was answered: its buttons are behind us, even while they can be seen."""
    chosen: set[tuple[int, str]] = field(default_factory=set)

    def buttons(self, kind: type[Press], **wanted: object) -> Iterator[tuple[Message, str, Press]]:
        """The buttons of this kind with these values that can be seen now, the newest first."""
        for message in reversed(self.person.chat.messages[-self.looks_back :]):
            for row in message.inline_keyboard or ():
                for shown in row:
                    press = _unpacked(kind, str(shown.get("callback_data", "")))
                    if press is not None and all(getattr(press, key) == value for key, value in wanted.items()):
                        yield message, str(shown["callback_data"]), press

    async def press(self, kind: type[Press], within: float = PATIENCE, **wanted: object) -> Press:
        """Wait for such a button and press it."""
        message, packed, press = await self._wait(lambda: next(self.buttons(kind, **wanted), None), within, str(wanted))
        await self.person.press_raw(packed, message.message_id, answer_within=min(within, self.answer_within))
        return press

    async def choose(self, choice: str) -> None:
        """Answer the wizard's open question with this choice."""
        self.answered = await self.mark(choice)

    async def mark(self, choice: str) -> int:
        """Tap one of several choices; the question stays open. Its version."""
        message, packed, press = await self._wait(lambda: self._open_choice(choice), PATIENCE, choice)
        self.chosen.add((press.version, choice))
        await self.person.press_raw(packed, message.message_id, answer_within=self.answer_within)
        return press.version

    async def choose_any(self, *choices: str) -> str:
        """Answer the wizard's open question with the first of these choices that it offers, and say which."""
        found = await self._wait(
            lambda: next((choice for choice in choices if self._open_choice(choice)), None),
            PATIENCE,
            " or ".join(choices),
        )
        await self.choose(found)
        return found

    async def types(self, words: str) -> None:
        """Answer the wizard's open question in words."""
        _, _, press = await self._wait(lambda: self._open_choice(""), PATIENCE, words)
        self.answered = press.version
        await self.person.says(words)

    async def shares_contact(self) -> None:
        """Share one's own number when asked for it."""
        await self._wait(lambda: self._key("request_contact"), PATIENCE, "a contact")
        await self.person.shares_contact()

    async def shares_place(self, lat: float, lon: float) -> None:
        """Share a place when asked for it."""
        await self._wait(lambda: self._key("request_location"), PATIENCE, "a place")
        await self.person.shares_location(lat, lon)

    def _open_choice(self, choice: str) -> tuple[Message, str, WizardPress] | None:
        """A button with this choice of the open question; for '' any button of a question not answered yet."""
        if not choice:
            return next((found for found in self.buttons(WizardPress) if found[2].version > self.answered), None)
        shown = (found for found in self.buttons(WizardPress, choice=choice) if found[2].version > self.answered)
        return next((found for found in shown if (found[2].version, choice) not in self.chosen), None)

    def _key(self, what: str) -> bool | None:
        rows = (self.person.chat.record.reply_keyboard or {}).get("keyboard", ())
        keys = [key for row in rows for key in row]
        return any(key.get(what) for key in keys) or None

    async def _wait(self, check: Callable[[], Found | None], within: float, what: str) -> Found:
        found = await self.person.chat.until(check, within)
        if found is None:
            raise LostThreadError(f"{self.person.first_name} waits for {what}:\n{self.person.transcript()}")
        return found


def _unpacked(kind: type[Press], packed: str) -> Press | None:
    if not packed.startswith(f"{kind.__prefix__}{kind.__separator__}") and packed != kind.__prefix__:
        return None
    try:
        return kind.unpack(packed)
    except (TypeError, ValueError):
        return None
