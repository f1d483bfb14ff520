"""How long what is over is remembered in full."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """How long after its end an order keeps its address, number and photos; how long after they were sent messages
    and photos of the work stay, unless they are disputed about; how long what was handled keeps its contents; how long
    a place that is not ordered to keeps its note; how long accounts stand in the log of what was handled (`traces`);
    how much longer a nightly copy of the database holds what has gone from it (`copies`).
    """

    addresses: timedelta
    messages: timedelta
    photos: timedelta
    contents: timedelta
    address_notes: timedelta
    traces: timedelta
    copies: timedelta
