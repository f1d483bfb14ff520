"""Whose update it is: the updates of one person are handled one after the other, people side by side."""

from typing import Any

NOBODY = 0
"""The lane of updates that belong to nobody in particular."""


def lane_of(update: dict[str, Any]) -> int:
    """The sender's id, else the chat's, of an update as Telegram sends it."""
    for happening in update.values():
        if isinstance(happening, dict):
            owner = happening.get("from") or happening.get("user") or happening.get("chat") or {}
            return int(owner.get("id", NOBODY))
    return NOBODY
