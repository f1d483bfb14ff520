"""What the playground can be told: its limits, how long it keeps things, how large things may be."""

from dataclasses import dataclass, field, replace

from playground.limits import Limits


@dataclass(slots=True)
class Keeping:
    """How long Telegram keeps what the bot has not fetched yet, in seconds, and how much of it."""

    updates: float = 24 * 3600
    queries: float = 150
    inline_queries: float = 30
    pre_checkout_answer: float = 10
    idle_before_jump: float = 7 * 24 * 3600
    most_updates: int = 100_000

    def hastened(self, factor: float) -> "Keeping":
        """Return the same for a clock that runs `factor` times as fast: the machines that have to answer do not."""
        return replace(
            self,
            queries=self.queries * factor,
            inline_queries=self.inline_queries * factor,
            pre_checkout_answer=self.pre_checkout_answer * factor,
        )


@dataclass(slots=True)
class Sizes:
    """How large things may be: files in bytes, the rest in pieces kept before the oldest goes."""

    download: int = 20 * 1024 * 1024
    upload: int = 50 * 1024 * 1024
    photo: int = 10 * 1024 * 1024
    messages_a_chat: int = 5_000
    calls_kept: int = 5_000
    callbacks_kept: int = 50_000
    payments_kept: int = 10_000
    file_bytes_kept: int = 256 * 1024 * 1024


@dataclass(slots=True)
class WebhookPace:
    """How the server behaves toward a webhook: seconds to wait for it and between attempts."""

    timeout: float = 60.0
    first_retry: float = 1.0
    longest_retry: float = 60.0


@dataclass(slots=True)
class Settings:
    """Everything that can be set. The defaults are Telegram's own values where they are known."""

    limits: Limits = field(default_factory=Limits)
    keeping: Keeping = field(default_factory=Keeping)
    sizes: Sizes = field(default_factory=Sizes)
    webhook: WebhookPace = field(default_factory=WebhookPace)
    bot_name: str = "Playground"
    bot_username: str = "playground_bot"
    reads_all_group_messages: bool = False
    topics_in_private_chats: bool = False
    refuse_unknown_arguments: bool = False
