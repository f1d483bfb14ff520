"""One process a file: two that send from the same SQLite market would say everything twice."""

import fcntl
from typing import TextIO


class InUseError(Exception):
    """Another process runs this market."""


def hold_alone(url: str) -> TextIO | None:
    """Hold the market's file as long as what is returned is open; InUseError when another process does.

    The lock is the system's, on a file beside the market: it ends with the process, however that ends. Whoever only
    reads or copies the market asks for none; replicas share a server, for which there is none (None).
    """
    from db.engines import file_of  # whoever only wants the error's name need not wait for SQLAlchemy

    market = file_of(url)
    if market is None:
        return None
    market.parent.mkdir(parents=True, exist_ok=True)
    lock = market.with_name(f"{market.name}.lock").open("w")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.close()
        raise InUseError(
            f"Another Onsite runs on {market}: stop that one, or give this one a file of its own (database.url)."
        ) from error
    return lock
