"""Offers that are over, as the market learns from them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True)
class PastOffer:
    """An offer that is over. `circumstances`: in which somebody was asked, as numbers; `minutes`: until it was over.

    `yes` None: no answer.
    """

    id: int
    technician: PersonId
    circumstances: Mapping[str, Any]
    yes: bool | None
    minutes: float
