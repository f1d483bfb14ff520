"""Texts, contacts, venues and 'typing …'."""

from aiogram import methods
from aiogram.client.default import Default
from aiogram.types import MessageEntity

from playground.answers.placing import delivered, target
from playground.answers.registry import Request, answers, given
from playground.refusals import bad_request
from playground.world.access import reachable
from playground.world.formatting import Source, formatted_text
from playground.world.state import Json
from playground.world.telegram_json import as_json

_ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
        "record_audio",
        "upload_audio",
        "cancel",
    ]
)


def source_of(text: str | None, parse_mode: str | Default | None, entities: list[MessageEntity] | None) -> Source:
    """Return the text of a call with the way it is marked up."""
    marked = [_kept_entity(entity) for entity in entities] if entities else None
    return Source(text or "", given(parse_mode), marked)


def _kept_entity(entity: MessageEntity) -> Json:
    """Return an entity as messages keep it: a mentioned person by id."""
    kept = as_json(entity)
    if "user" in kept:
        kept["user_id"] = kept.pop("user")["id"]
    return kept


@answers(methods.SendMessage)
def send_message(request: Request[methods.SendMessage]) -> Json:
    """Send a text."""
    arguments = request.arguments
    text = formatted_text(source_of(arguments.text, arguments.parse_mode, arguments.entities))
    return delivered(request, target(request), text.fields())


@answers(methods.SendContact)
def send_contact(request: Request[methods.SendContact]) -> Json:
    """Send a phone number with a name."""
    arguments = request.arguments
    if not arguments.phone_number:
        raise bad_request("PHONE_NUMBER_INVALID")
    if not arguments.first_name:
        raise bad_request('Field "first_name" must be non-empty')
    contact = {"phone_number": arguments.phone_number, "first_name": arguments.first_name}
    for field in ("last_name", "vcard"):
        value = getattr(arguments, field)
        if value:
            contact[field] = value
    return delivered(request, target(request), {"contact": contact})


@answers(methods.SendChatAction)
def send_chat_action(request: Request[methods.SendChatAction]) -> bool:
    """Show 'typing …' (or what else the bot is doing) for some seconds."""
    action = request.arguments.action.lower()
    if action not in _ACTIONS:
        raise bad_request("Wrong parameter action in request")
    chat = reachable(request.world, request.arguments.chat_id)
    request.world.tell("typing", chat.id, action)
    return True
