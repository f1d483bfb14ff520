"""A chat as a person reads it: what is there now, what is under it, and waiting for what is to come."""

import asyncio
import re
from collections.abc import Callable
from typing import TypeVar

from playground.rendered_text import buttons_line, shown_text
from playground.world.state import Chat, Json, Message
from playground.world.world import World

Found = TypeVar("Found")
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Return the text without direction marks and with single spaces, for comparing what people see."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()


class ChatView:
    """One chat, always as it stands now."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self.record = chat

    @property
    def id(self) -> int:
        """Return the chat's id."""
        return self.record.id

    @property
    def messages(self) -> list[Message]:
        """Return the messages that are there now, the oldest first, edits in place."""
        return list(self.record.messages.values())

    @property
    def from_bot(self) -> list[Message]:
        """Return the bot's messages that are there now, the oldest first."""
        return [message for message in self.record.messages.values() if message.sender_id == self._world.bot.id]

    @property
    def last(self) -> Message | None:
        """Return the bot's newest message."""
        newest_first = reversed(self.record.messages.values())
        return next((message for message in newest_first if message.sender_id == self._world.bot.id), None)

    def find(self, fragment: str) -> Message | None:
        """Return the bot's newest message whose text contains the fragment."""
        wanted = plain(fragment)
        for message in reversed(self.record.messages.values()):
            if message.sender_id == self._world.bot.id and wanted in plain(shown_text(message)):
                return message
        return None

    def inline_button(self, label: str) -> tuple[Message, Json] | None:
        """Return the newest message with a button of this label (or, failing that, one that contains it)."""
        for fits in (_equal, _contains):
            for message in reversed(self.record.messages.values()):
                for row in message.inline_keyboard or ():
                    for button in row:
                        if fits(plain(label), plain(button["text"])):
                            return message, button
        return None

    def reply_button(self, label: str) -> Json | None:
        """Return the button of the reply keyboard with this label (or, failing that, one that contains it)."""
        rows = (self.record.reply_keyboard or {}).get("keyboard", [])
        for fits in (_equal, _contains):
            for row in rows:
                for button in row:
                    if fits(plain(label), plain(button["text"])):
                        return dict(button)
        return None

    def labels(self) -> list[str]:
        """Return the labels of all inline buttons that can be tapped now, the newest message's first."""
        return [
            button["text"]
            for message in reversed(self.record.messages.values())
            for row in message.inline_keyboard or ()
            for button in row
        ]

    def reply_labels(self) -> list[str]:
        """Return the labels of the reply keyboard."""
        return [button["text"] for row in (self.record.reply_keyboard or {}).get("keyboard", []) for button in row]

    def transcript(self) -> str:
        """Return the chat as plain text, buttons in brackets."""
        lines: list[str] = []
        for message in self.record.messages.values():
            name = self._world.account(message.sender_id).first_name
            text = shown_text(message).replace("\n", "\n    ")
            lines.append(f"{name}: {text}{' (edited)' if message.edit_date else ''}")
            lines.extend(f"    {buttons_line(row)}" for row in message.inline_keyboard or ())
        keys = (self.record.reply_keyboard or {}).get("keyboard", [])
        lines.extend(f"  ⌨ {buttons_line(row)}" for row in keys)
        if self.record.blocked:
            lines.append("  (the bot is blocked)")
        return "\n".join(lines) or "(nothing yet)"

    async def until(self, check: Callable[[], Found | None], seconds: float) -> Found | None:
        """Return what `check` finds, looking again whenever something happens here; None after `seconds`."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        changed = asyncio.Event()
        stop = self._world.happenings.listen(lambda _: changed.set(), self.id)
        try:
            while (found := check()) is None:
                changed.clear()
                try:
                    async with asyncio.timeout_at(deadline):
                        await changed.wait()
                except TimeoutError:
                    return check()
            return found
        finally:
            stop()


def _equal(wanted: str, label: str) -> bool:
    return wanted == label


def _contains(wanted: str, label: str) -> bool:
    return wanted in label
