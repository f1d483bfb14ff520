"""A person with a phone: types, taps, shares, and looks at the chat. What tests and simulations talk with."""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from playground.paying import Paying
from playground.reading import ChatView, plain
from playground.rendered_text import shown_text
from playground.world import acts, callbacks
from playground.world.messages import Draft
from playground.world.people import set_blocked
from playground.world.state import CallbackQuery, Chat, Json, Message
from playground.world.topics import open_as_person

PATIENCE = 5.0
"""Seconds that a person waits for something to appear, unless told otherwise or more patient by nature."""


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What the bot said to a tap: a toast (`text`), or an alert when `show_alert`."""

    text: str
    show_alert: bool = False
    url: str | None = None


class Person(Paying):
    """Acts in one chat: the private one with the bot, or a group (`within`). All waiting is for events.

    `patience`: seconds of each wait that is not told how long it is; more for everybody where a machine is busy.
    """

    patience: float = PATIENCE

    async def says(self, text: str, reply_to: Message | None = None) -> Message:
        """Type a text and send it."""
        draft = Draft(acts.text_content(text), reply_to=reply_to.message_id if reply_to else None)
        return await self.puts(draft)

    async def starts(self, payload: str | None = None) -> Message:
        """Press Start, perhaps by a link with a payload."""
        if payload is None and self.chat.record.blocked:
            await self.unblocks()
        return await self.says(acts.start_text(payload))

    async def taps(
        self, label: str, *, within: float | None = None, answer_within: float | None = None
    ) -> CallbackAnswer | None:
        """Tap the inline button with this label (the newest message's), waiting `within` seconds for it to be there.

        Returns the bot's answer if it comes within `answer_within` seconds (0: does not wait), else None. An exact
        label goes before one that only contains the words. Link buttons that start the bot are followed, Pay pays.
        """
        found = await self.chat.until(lambda: self.chat.inline_button(label), self._as_long_as(within))
        if found is None:
            raise AssertionError(
                f"{self.first_name} sees no button {label!r}; there are {self.chat.labels()}\n{self.transcript()}"
            )
        message, button = found
        if button.get("pay"):
            await self.pays(message)
            return None
        if "callback_data" not in button:
            await self._follow(button)
            return None
        query = self._press(button["callback_data"], message.message_id)
        return await self._answer_to(query, answer_within)

    async def press_raw(
        self, callback_data: str, message_id: int | None = None, *, answer_within: float | None = None
    ) -> CallbackAnswer | None:
        """Send a press with any data, as a forged client could; of the bot's newest message unless told otherwise."""
        if message_id is None:
            message_id = self.chat.last.message_id if self.chat.last else 0
        return await self._answer_to(self._press(callback_data, message_id), answer_within)

    async def presses(
        self, label: str, at: tuple[float, float] | None = None, *, within: float | None = None
    ) -> Message:
        """Press a button of the reply keyboard: sends its text, or the contact or place (`at`) it asks for."""
        button = await self.chat.until(lambda: self.chat.reply_button(label), self._as_long_as(within))
        if button is None:
            raise AssertionError(
                f"{self.first_name} has no key {label!r}; there are {self.chat.reply_labels()}\n{self.transcript()}"
            )
        if button.get("request_contact"):
            return await self.shares_contact()
        if button.get("request_location"):
            return await self.shares_location(*(at or self.position))
        return await self.says(button["text"])

    async def edits(self, message: Message, text: str) -> None:
        """Change one's own message."""
        acts.edit(self.world, message, self.id, text)

    async def deletes(self, message: Message) -> None:
        """Delete a message for both sides."""
        acts.delete(self.world, message, self.id)

    async def forwards(self, message: Message) -> Message:
        """Forward a message (from any chat) into this one."""
        return await self.puts(Draft(acts.forwarded_content(self.world, message)))

    async def reacts(self, message: Message, emoji: str | None) -> None:
        """Put an emoji under a message, or take one's own away."""
        acts.react(self.world, message, self.id, emoji)

    async def blocks(self) -> None:
        """Block the bot."""
        set_blocked(self.world, self.private.record, blocked=True)

    async def unblocks(self) -> None:
        """Let the bot in again."""
        set_blocked(self.world, self.private.record, blocked=False)

    async def sees(self, fragment: str, timeout: float | None = None) -> Message:  # noqa: ASYNC109  # says what it saw
        """Wait until a message of the bot that is there now contains the text; return it.

        White space and direction marks do not count. An AssertionError shows the chat when time is up.
        """
        seconds = self._as_long_as(timeout)
        found = await self.chat.until(lambda: self.chat.find(fragment), seconds)
        if found is None:
            raise AssertionError(
                f"{self.first_name} does not see {fragment!r} within {seconds:g} s:\n{self.transcript()}"
            )
        return found

    async def does_not_see(self, fragment: str, during: float = 0.0) -> None:
        """Make sure that no message of the bot contains the text now, nor in the next `during` seconds."""
        found = await self.chat.until(lambda: self.chat.find(fragment), during)
        if found is not None:
            raise AssertionError(f"{self.first_name} sees {fragment!r}:\n{self.transcript()}")

    async def sees_no_button(self, label: str) -> None:
        """Make sure that there is no inline button with exactly this label."""
        if plain(label) in {plain(shown) for shown in self.chat.labels()}:
            raise AssertionError(f"{self.first_name} sees the button {label!r}:\n{self.transcript()}")

    @property
    def last(self) -> Message | None:
        """Return the bot's newest message."""
        return self.chat.last

    def buttons(self) -> list[str]:
        """Return the labels of all inline buttons that can be tapped now, the newest message's first."""
        return self.chat.labels()

    def keys(self) -> list[str]:
        """Return the labels of the reply keyboard."""
        return self.chat.reply_labels()

    def transcript(self) -> str:
        """Return the chat as plain text."""
        return self.chat.transcript()

    def reads(self, message: Message) -> str:
        """Return one message as plain text."""
        return shown_text(message)

    async def opens_topic(self, name: str) -> "Person":
        """Open a topic in this group; returns the same person in it."""
        topic = open_as_person(self.world, self.chat.record, self.id, name)
        return self.within(self.chat, topic.thread_id)

    def within(self, chat: Chat | ChatView, thread_id: int | None = None) -> "Person":
        """Return the same person in a group, or in a topic of it."""
        record = chat.record if isinstance(chat, ChatView) else chat
        person = Person(self.world, self.account, record, self.private)
        person.thread_id = thread_id
        return person

    def _press(self, data: str, message_id: int) -> CallbackQuery:
        if self.chat.record.blocked:
            raise ValueError("the bot is blocked in this chat: unblock it first")
        self.chat.record.started = True
        return callbacks.press(self.world, self.id, self.chat.id, message_id, data)

    def _as_long_as(self, told: float | None) -> float:
        return self.patience if told is None else told

    async def _answer_to(self, query: CallbackQuery, within: float | None) -> CallbackAnswer | None:
        said: Json | None = await self.chat.until(lambda: query.answer, self._as_long_as(within))
        return None if said is None else CallbackAnswer(said["text"], said["show_alert"], said.get("url"))

    async def _follow(self, button: Json) -> None:
        """Do what a button without data does here: copy a text, pay by a link, or start the bot by its own."""
        if "copy_text" in button:
            self.clipboard = str(button["copy_text"]["text"])
        if button.get("url") in self.world.state.invoices:
            await self.pays(str(button["url"]))
        link = urlsplit(str(button.get("url", "")))
        if link.hostname == "t.me" and link.path.strip("/").lower() == (self.world.bot.username or "").lower():
            await self.starts(parse_qs(link.query).get("start", [None])[0])
