"""How often a technician kept somebody waiting lately: the same for the operators and for themselves."""

from datetime import timedelta

from bot.ui.registry import CardRequest
from db import punctuality

DAYS = 30


def broken_words(ask: CardRequest, technician: int) -> dict[str, int]:
    """Late arrivals and visits that did not come about, of the jobs of the last days."""
    counted = punctuality.broken_words(ask.connection, technician, ask.now - timedelta(days=DAYS))
    return {"days": DAYS, "late": counted["late"], "missed": counted["silent"] + counted["no_show"]}
