"""What the server does for each method of the Bot API, one function a method, grouped by subject.

Importing the package registers them all in `registry.ANSWERS`.
"""

from playground.answers import (
    callbacks,
    chats,
    commands,
    copying,
    deleting,
    editing,
    files,
    locations,
    media,
    members,
    payments,
    profile,
    sending,
    topics,
    webhooks,
)
from playground.answers.registry import ANSWERS, METHODS, Request

__all__ = [
    "ANSWERS",
    "METHODS",
    "Request",
    "callbacks",
    "chats",
    "commands",
    "copying",
    "deleting",
    "editing",
    "files",
    "locations",
    "media",
    "members",
    "payments",
    "profile",
    "sending",
    "topics",
    "webhooks",
]
