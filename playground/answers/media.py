"""Pictures, albums, voices, videos and documents."""

from typing import Any

from aiogram import methods, types
from aiogram.enums import InputMediaType

from playground.answers.editing import editable, edited
from playground.answers.placing import charge, delivered, drafted, sent, target
from playground.answers.registry import Request, answers
from playground.answers.sending import source_of
from playground.refusals import bad_request
from playground.world.files import Upload, find_of_kind, store
from playground.world.formatting import formatted_caption
from playground.world.media import media_content, media_kind
from playground.world.rendering import message_json
from playground.world.state import Json, StoredFile

MOST_IN_ALBUM = 10
_ATTACHED = "attach://"
_RIGHTS = {
    "photo": ("can_send_photos", "photos"),
    "video": ("can_send_videos", "videos"),
    "document": ("can_send_documents", "documents"),
    "voice": ("can_send_voice_notes", "voice notes"),
    "audio": ("can_send_audios", "music"),
}


def file_in(request: Request[Any], kind: str, value: str, details: Json | None = None) -> StoredFile:
    """Return the file that a call names: uploaded with it, or known by its file_id."""
    if not value:
        raise bad_request(f"There is no {kind} in the request")
    if value.startswith(_ATTACHED):
        upload = request.uploads.get(value.removeprefix(_ATTACHED))
        if upload is None:
            raise bad_request(f"There is no {kind} in the request")
        _check_upload(request, kind, upload)
        return store(request.world, kind, upload, details)
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    return find_of_kind(request.world, value, kind)


def _check_upload(request: Request[Any], kind: str, upload: Upload) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")
    largest = request.world.settings.sizes.photo
    if kind == "photo" and len(upload.content) > largest:
        raise bad_request(
            f"File of size {len(upload.content)} bytes is too big for a photo; the maximum size is {largest} bytes"
        )


def _details(arguments: Any, *fields: str) -> Json:
    return {field: value for field in fields if (value := getattr(arguments, field, None)) is not None}


def _send(request: Request[Any], kind: str, details: Json) -> Json:
    """Send one file of a kind with its caption."""
    arguments = request.arguments
    caption = formatted_caption(source_of(arguments.caption, arguments.parse_mode, arguments.caption_entities))
    chat = target(request, *_RIGHTS[kind])
    stored = file_in(request, kind, getattr(arguments, kind), details)
    content = media_content(stored) | caption.fields("caption", "caption_entities") | _shown(arguments)
    return delivered(request, chat, content)


def _shown(arguments: Any) -> Json:
    """Return how the media is shown: under its caption, or hidden until tapped."""
    shown: Json = {}
    if getattr(arguments, "has_spoiler", None) is True:
        shown["has_media_spoiler"] = True
    if getattr(arguments, "show_caption_above_media", None) is True:
        shown["show_caption_above_media"] = True
    return shown


@answers(methods.SendPhoto)
def send_photo(request: Request[methods.SendPhoto]) -> Json:
    """Send a picture."""
    return _send(request, "photo", {})


@answers(methods.SendVoice)
def send_voice(request: Request[methods.SendVoice]) -> Json:
    """Send a voice message."""
    return _send(request, "voice", _details(request.arguments, "duration"))


@answers(methods.SendVideo)
def send_video(request: Request[methods.SendVideo]) -> Json:
    """Send a video."""
    return _send(request, "video", _details(request.arguments, "duration", "width", "height"))


@answers(methods.SendAudio)
def send_audio(request: Request[methods.SendAudio]) -> Json:
    """Send a piece of music."""
    return _send(request, "audio", _details(request.arguments, "duration", "performer", "title"))


@answers(methods.SendDocument)
def send_document(request: Request[methods.SendDocument]) -> Json:
    """Send a file as it is."""
    return _send(request, "document", {})


def media_in(request: Request[Any], media: types.MediaUnion | types.InputMediaUnion, *, in_album: bool = False) -> Json:
    """Return the content of one piece of an album, or of an edit that puts another picture in place."""
    if media.type == InputMediaType.ANIMATION and in_album:
        raise bad_request("Can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup")
    if media.type not in _RIGHTS:
        raise bad_request(f'Can\'t parse InputMedia: type "{media.type}" is unsupported')
    caption = formatted_caption(source_of(media.caption, media.parse_mode, media.caption_entities))
    if not media.media:
        raise bad_request("Can't parse InputMedia: media not found")
    stored = file_in(request, media.type, str(media.media), _details(media, "duration", "width", "height"))
    return media_content(stored) | caption.fields("caption", "caption_entities") | _shown(media)


@answers(methods.SendMediaGroup)
def send_media_group(request: Request[methods.SendMediaGroup]) -> list[Json]:
    """Send two to ten pictures as one album."""
    world, media = request.world, request.arguments.media
    if not media:
        raise bad_request('Parameter "media" is required')
    if len(media) > MOST_IN_ALBUM:
        raise bad_request("Too many messages to send as an album")
    if len(media) == 1:
        raise bad_request("Album must contain at least two messages")
    contents = [media_in(request, piece, in_album=True) for piece in media]
    _check_together(contents)
    chat = target(request, "can_send_photos", "photos")
    charge(request, chat, cost=len(contents))
    album = {"media_group_id": str(world.dice.getrandbits(53))}
    drafts = [drafted(request, chat, content | album) for content in contents]
    return [message_json(world, sent(request, chat, draft)) for draft in drafts]


def _check_together(contents: list[Json]) -> None:
    """Raise when kinds are mixed that Telegram keeps apart: documents and music go only among themselves."""
    kinds = {media_kind(content) for content in contents}
    for kind in ("document", "audio"):
        if len(kinds) > 1 and kind in kinds:
            raise bad_request(f"{kind.capitalize()} can't be mixed with other media types")


@answers(methods.EditMessageMedia)
def edit_message_media(request: Request[methods.EditMessageMedia]) -> Json:
    """Put another picture, video or file in the place of the present one."""
    chat, message = editable(request)
    kind = media_kind(message.content)
    if kind is None or kind == "voice":
        raise bad_request("there is no media in the message to edit")
    content = media_in(request, request.arguments.media)
    if "media_group_id" in message.content:
        if media_kind(content) != kind:
            raise bad_request("Can't change media type in the album")
        content["media_group_id"] = message.content["media_group_id"]
    return edited(request, chat, message, content)
