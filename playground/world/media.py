"""Pictures, voices and files as the content of a message."""

from playground.world.files import file_json, photo_sizes
from playground.world.state import Json, StoredFile


def media_content(stored: StoredFile) -> Json:
    """Return the message's field for a stored file of any kind."""
    if stored.kind == "photo":
        return {"photo": photo_sizes(stored)}
    fields = file_json(stored) | {"mime_type": stored.mime_type}
    if stored.kind in {"document", "video", "audio"}:
        fields["file_name"] = stored.name
    if stored.kind == "video":
        fields = {"width": 640, "height": 360, "duration": 0} | fields
    if stored.kind in {"voice", "audio"}:
        fields = {"duration": 0} | fields
    return {stored.kind: fields | stored.details}


def media_kind(content: Json) -> str | None:
    """Return which kind of media a message carries, or None."""
    return next((kind for kind in ("photo", "video", "document", "voice", "audio") if kind in content), None)
