"""Telling a command from other words: '/orders', '/orders@botname today'. '/12 Main Street' is an address."""

import re

COMMAND = re.compile(r"/(?P<name>[a-zA-Z]\w{0,31})(?:@(?P<bot>\w+))?(?:\s+(?P<words>.*))?", re.DOTALL | re.ASCII)


def looks_like_command(text: str) -> bool:
    """Whether somebody who types this hopes for a command."""
    return COMMAND.fullmatch(text.strip()) is not None
