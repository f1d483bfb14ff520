"""Files that were sent: stored once, known to the bot by file_id, fetched back by path."""

import base64
import hashlib
import mimetypes
import struct
from dataclasses import dataclass
from pathlib import PurePosixPath

from playground.refusals import bad_request
from playground.world.state import Json, StoredFile
from playground.world.world import World

_SMALL = "-s"
_FOLDERS = {"photo": "photos", "voice": "voice", "video": "videos", "document": "documents"}
_NAMES = {"photo": "Photo", "voice": "VoiceNote", "video": "Video", "document": "Document", "audio": "Audio"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a request or from a person."""

    content: bytes
    name: str = ""
    mime_type: str = ""


def store(world: World, kind: str, upload: Upload, details: Json | None = None) -> StoredFile:
    """Keep a file and give it its two names; the same bytes always have the same `key`."""
    number = world.new_id()
    digest = hashlib.sha256(upload.content).digest()
    name = upload.name or f"{kind}_{number}{_extension(kind)}"
    stored = StoredFile(
        file_id=_name(b"file", kind.encode(), number.to_bytes(6), digest[:12]),
        key=_name(digest[12:21]),
        kind=kind,
        name=name,
        mime_type=upload.mime_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
        content=upload.content,
        size=len(upload.content),
        details=details or {},
    )
    state = world.state
    state.files[stored.file_id] = stored
    state.file_bytes += stored.size
    while state.file_bytes > world.settings.sizes.file_bytes_kept and len(state.files) > 1:
        state.file_bytes -= state.files.popitem(last=False)[1].size
    return stored


def _name(*parts: bytes) -> str:
    return base64.urlsafe_b64encode(b"".join(parts)).decode().rstrip("=")


def _extension(kind: str) -> str:
    return {"photo": ".jpg", "voice": ".oga", "video": ".mp4"}.get(kind, "")


def find(world: World, file_id: str) -> StoredFile:
    """Return the file, or raise what Telegram says of a file_id that is none or no longer kept."""
    if not file_id:
        raise bad_request("file_id not specified")
    stored = world.state.files.get(file_id.removesuffix(_SMALL))
    if stored is not None:
        return stored
    if any(stored.key == file_id for stored in world.state.files.values()) or not file_id.startswith("ZmlsZ"):
        raise bad_request("invalid file_id")
    raise bad_request("wrong file_id or the file is temporarily unavailable")


def find_of_kind(world: World, file_id: str, kind: str) -> StoredFile:
    """Return the file when it may be sent as this kind."""
    stored = find(world, file_id)
    if kind not in (stored.kind, "document"):
        raise bad_request(f"Can't use file of type {_NAMES.get(stored.kind, stored.kind)} as {_NAMES.get(kind, kind)}")
    return stored


def path_of(stored: StoredFile) -> str:
    """Return the path under which the file can be fetched."""
    return f"{_FOLDERS.get(stored.kind, 'documents')}/{stored.file_id}{PurePosixPath(stored.name).suffix}"


def at_path(world: World, path: str) -> StoredFile | None:
    """Return the file that `getFile` named by this path."""
    stored = world.state.files.get(PurePosixPath(path).stem)
    return stored if stored is not None and path_of(stored) == path else None


def file_json(stored: StoredFile) -> Json:
    """Return the two names and the size, which all files have."""
    return {"file_id": stored.file_id, "file_unique_id": stored.key, "file_size": stored.size}


def photo_sizes(stored: StoredFile) -> list[Json]:
    """Return a photo as Telegram lists it: the small one first, the whole one last."""
    width, height = picture_size(stored.content)
    scale = 320 / max(width, height, 320)
    small = {
        "file_id": stored.file_id + _SMALL,
        "file_unique_id": stored.key + _SMALL,
        "width": round(width * scale),
        "height": round(height * scale),
        "file_size": stored.size,
    }
    return [small, file_json(stored) | {"width": width, "height": height}]


def picture_size(content: bytes) -> tuple[int, int]:
    """Return (width, height) of a PNG or JPEG in pixels; 1280 × 960 for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return int(width), int(height)
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return 1280, 960


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Walk the segments up to the frame header, which holds the size."""
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        at += 2 + length
    return 1280, 960
