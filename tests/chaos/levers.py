"""What the nemesis can pull while the bot runs: its clock and its disk. A small shared file, read by the child."""

import mmap
import struct
from pathlib import Path

JUMPS = (70.0, 600.0, 1300.0, 3 * 3600.0, 3 * 86400.0, -2.0, -90.0)
"""Seconds by which the bot's clock is set ahead or back."""
_LAYOUT = struct.Struct("<dqqq")  # clock offset in seconds, whether the disk is full, points passed, largest file


class Levers:
    """The same few numbers in two processes; the driver pulls, the broken bot obeys and counts."""

    def __init__(self, path: Path) -> None:
        """Share the file; it is made when missing."""
        if not path.exists():
            path.write_bytes(bytes(_LAYOUT.size))
        with path.open("r+b") as file:
            self._shared = mmap.mmap(file.fileno(), _LAYOUT.size)

    @property
    def clock_offset(self) -> float:
        """Seconds by which the bot's clock is ahead of the machine's (behind, when negative)."""
        return struct.unpack_from("<d", self._shared, 0)[0]  # type: ignore[no-any-return]

    @clock_offset.setter
    def clock_offset(self, seconds: float) -> None:
        struct.pack_into("<d", self._shared, 0, seconds)

    @property
    def disk_full(self) -> bool:
        """Whether the database may not grow by a single page."""
        return bool(struct.unpack_from("<q", self._shared, 8)[0])

    @disk_full.setter
    def disk_full(self, full: bool) -> None:
        struct.pack_into("<q", self._shared, 8, int(full))

    @property
    def points(self) -> int:
        """How many points at which it could have died the child has passed since it was born."""
        return struct.unpack_from("<q", self._shared, 16)[0]  # type: ignore[no-any-return]

    @points.setter
    def points(self, count: int) -> None:
        struct.pack_into("<q", self._shared, 16, count)

    @property
    def largest_file(self) -> int:
        """Bytes beyond which no file of the bot may grow; 0: any."""
        return struct.unpack_from("<q", self._shared, 24)[0]  # type: ignore[no-any-return]

    @largest_file.setter
    def largest_file(self, size: int) -> None:
        struct.pack_into("<q", self._shared, 24, size)
