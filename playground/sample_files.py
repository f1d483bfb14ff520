"""Small files for people to send when it does not matter what is in them."""

import struct
import zlib


def sample_picture(number: int = 0, side: int = 64) -> bytes:
    """Return a square PNG of one colour, another one for each number."""
    colour = bytes(((number * 67 + 40) % 256, (number * 131 + 90) % 256, (number * 29 + 160) % 256))
    rows = (b"\0" + colour * side) * side
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def sample_voice(seconds: int) -> bytes:
    """Return something that passes for an Ogg voice message of this length (it cannot be played)."""
    return b"OggS" + bytes(26) + b"OpusHead" + bytes(max(1, seconds) * 100)
