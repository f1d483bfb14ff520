"""Where tests keep markets that are files, and what an empty one looks like: both chosen so that tests need no time."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from db.migrate import migrate

MEMORY = Path("/dev/shm")  # a folder of a random name is made in it


@contextmanager
def market_folder() -> Iterator[Path]:
    """In memory, where the machine keeps files there: a market commits hundreds of times, each time to the disk."""
    memory = MEMORY if os.access(MEMORY, os.W_OK) else None
    with TemporaryDirectory(dir=memory, prefix="onsite-") as folder:
        yield Path(folder)


@cache
def empty_market() -> bytes:
    """A database in its newest shape: the migrations take longer than many a test."""
    with TemporaryDirectory() as folder:
        database = Path(folder) / "market.db"
        migrate(f"sqlite:///{database}")
        return database.read_bytes()
