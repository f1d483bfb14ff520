"""What a decision raises on its way to whoever asked for it, who may have been cancelled meanwhile."""

import asyncio
from typing import Any


def for_a_future(error: BaseException) -> Exception:
    """A future refuses StopIteration, and an exit raised in it would end the event loop."""
    if isinstance(error, Exception) and not isinstance(error, StopIteration):
        return error
    wrapped = RuntimeError(f"the decision raised {type(error).__name__}: {error}")
    wrapped.__cause__ = error
    return wrapped


def noticed(future: "asyncio.Future[Any]") -> None:
    """What a decision raised whose caller was cancelled is nobody's surprise: asyncio need not complain of it."""
    if not future.cancelled():
        future.exception()
