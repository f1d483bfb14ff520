"""What only operators may see: it is drawn for their group and for the chats of those who are on the staff right now.

An operator who is dismissed keeps their chat, and a group that is no longer the operators' its members; what is drawn
there from then on is nothing, and so the cards there lose their buttons or go.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from bot.domain.ids import PersonId
from bot.ui.registry import CardRequest
from bot.ui.view import View
from db import settings, staff

Request = TypeVar("Request", bound=CardRequest)


def for_desk(maker: Callable[[Request], View | None]) -> Callable[[Request], View | None]:
    """Let the function draw only where operators look."""

    @wraps(maker)
    def drawn(ask: Request) -> View | None:
        return maker(ask) if is_desk(ask) else None

    return drawn


def is_desk(ask: CardRequest) -> bool:
    """Whether the card or notice would be seen by the staff and nobody else."""
    if ask.chat_id < 0:
        return settings.operators_group(ask.connection, ask.market) == ask.chat_id
    return staff.role_of(ask.connection, PersonId(int(ask.chat_id))) is not None
