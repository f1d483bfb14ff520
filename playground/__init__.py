"""A local Telegram for bots: a strict Bot API server, people to act with, faults to survive.

Knows nothing of the bot it serves. `python -m playground` runs it alone.
"""

from playground.clock import Clock, FastClock, ManualClock, WallClock
from playground.faults import Fault, Faults
from playground.group import Group
from playground.limits import Limits
from playground.person import CallbackAnswer, Person
from playground.playground import Playground
from playground.settings import Keeping, Settings, Sizes, WebhookPace

__all__ = [
    "CallbackAnswer",
    "Clock",
    "FastClock",
    "Fault",
    "Faults",
    "Group",
    "Keeping",
    "Limits",
    "ManualClock",
    "Person",
    "Playground",
    "Settings",
    "Sizes",
    "WallClock",
    "WebhookPace",
]
