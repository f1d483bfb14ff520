"""This process among those that share its market: who leads, and who hears that something was written."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Literal, Protocol

News = Literal["stored", "committed"]
"""What others are told of: an update waits for whoever has time; something was decided, for whoever sends."""
Hear = Callable[[News], None]


class Replica(Protocol):
    """A member. One of all members leads: it sends and keeps time; all take updates."""

    @property
    def number(self) -> int:
        """What this member's claims are marked with."""

    async def join(self, hear: Hear) -> bool:
        """Become a member; whether it leads from the beginning. `hear` is called with what others tell."""

    def changes(self) -> AsyncIterator[bool]:
        """Whether it leads, each time that this changes, until the process ends."""

    def tell(self, news: News) -> None:
        """Let the others know, soon; what is told at the same time is told once."""

    async def leave(self) -> None:
        """Be a member no longer: another may lead, and what was claimed is free."""


class OnlyReplica:
    """The process that shares its market with nobody: it leads from the beginning to the end."""

    number = 0

    async def join(self, hear: Hear) -> bool:  # noqa: ARG002 - there is nobody to be heard
        """There is nobody to join, so it leads."""
        return True

    async def changes(self) -> AsyncIterator[bool]:
        """It leads, and that is that."""
        await asyncio.Event().wait()
        yield True

    def tell(self, news: News) -> None:
        """Nobody listens."""

    async def leave(self) -> None:
        """Nobody takes over."""
