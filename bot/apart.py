"""Thinking in a process of its own: what keeps a core busy for long must not share the event loop's interpreter."""

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
POLITE = 10
"""Niceness: the market goes first."""


class FailedApartError(RuntimeError):
    """The other process did not come to a result; the message is the end of what it had to say."""


async def apart(function: Callable[[Any], Any], argument: Any) -> Any:
    """What the function makes of the argument, reckoned elsewhere. Both travel by pickle, so the function needs a name.

    When nobody waits any more, the other process ends at once.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.apart", str(POLITE)),
        cwd=HERE,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        found, complaint = await process.communicate(pickle.dumps((function, argument)))
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
    if process.returncode:
        raise FailedApartError(complaint.decode(errors="replace")[-500:])
    return pickle.loads(found)  # noqa: S301 - it comes from a process that we have begun ourselves


def _main() -> None:
    os.nice(int(sys.argv[1]))
    function, argument = pickle.load(sys.stdin.buffer)  # noqa: S301 - it comes from the process that has begun this one
    sys.stdout.buffer.write(pickle.dumps(function(argument)))


if __name__ == "__main__":
    _main()
