"""The world: its state, its clock, and the few things everything else needs from it."""

import random

from playground.clock import Clock, WallClock
from playground.limits import Turnstile
from playground.settings import Settings
from playground.world.happenings import Happening, Happenings, Kind
from playground.world.state import Account, Chat, Message, State


class World:
    """One bot and everybody it can meet. All changes go through the functions of this package."""

    def __init__(
        self,
        bot_id: int,
        settings: Settings | None = None,
        clock: Clock | None = None,
        dice: random.Random | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.clock: Clock = clock or WallClock()
        self.dice = dice or random.Random()
        self.happenings = Happenings()
        self.turnstile = Turnstile(self.settings.limits)
        self.times_begun = 0
        self.begin(bot_id)

    def begin(self, bot_id: int) -> None:
        """Begin (anew) with nobody but the bot; whoever listens goes on listening."""
        bot = Account(bot_id, self.settings.bot_name, is_bot=True, username=self.settings.bot_username)
        self.state = State(bot=bot, accounts={bot_id: bot}, usernames={self.settings.bot_username.lower(): bot_id})
        self.state.last_update_id = self.dice.randrange(100_000_000, 900_000_000)
        self.state.last_update_at = self.clock.now()
        self.times_begun += 1

    @property
    def bot(self) -> Account:
        """Return the bot's own account."""
        return self.state.bot

    def now(self) -> float:
        """Return the world's time in seconds since the epoch."""
        return self.clock.now()

    def tell(self, kind: Kind, chat_id: int | None = None, about: object = None, **details: object) -> None:
        """Tell the listeners that something happened."""
        self.happenings.tell(Happening(kind, chat_id, about, details))

    def new_id(self) -> int:
        """Return a number that nothing in this world has had before."""
        self.state.last_id += 1
        return self.state.last_id

    def account(self, user_id: int) -> Account:
        """Return somebody who exists; a KeyError is a mistake of the caller."""
        return self.state.accounts[user_id]

    def chat(self, chat_id: int) -> Chat:
        """Return a chat that exists; a KeyError is a mistake of the caller."""
        return self.state.chats[chat_id]

    def message(self, chat_id: int, message_id: int) -> Message | None:
        """Return the message as it stands, or None when it is not there (any more)."""
        chat = self.state.chats.get(chat_id)
        return None if chat is None else chat.messages.get(message_id)
