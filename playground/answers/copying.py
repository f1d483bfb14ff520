"""Messages copied and forwarded."""

from typing import Any

from aiogram import methods

from playground.answers.placing import charge, drafted, sent, target
from playground.answers.registry import Request, answers
from playground.answers.sending import source_of
from playground.refusals import bad_request
from playground.world.access import known
from playground.world.acts import forwarded_content
from playground.world.formatting import formatted_caption
from playground.world.media import media_kind
from playground.world.rendering import message_json
from playground.world.state import Json, Message

MOST_AT_ONCE = 100
_LEFT_BEHIND = frozenset({"media_group_id", "effect_id", "has_protected_content", "forward_origin"})
_CARRIED = frozenset(["text", "photo", "video", "voice", "document", "audio", "location", "venue", "contact"])


def _source(request: Request[Any], message_id: int, verb: str) -> Message:
    """Return the message to copy or forward, or raise why it can't be."""
    chat = known(request.world, request.arguments.from_chat_id)
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if not _CARRIED & message.content.keys():
        raise bad_request("the message can't be copied" if verb == "copy" else "the message can't be forwarded")
    if message.content.get("has_protected_content"):
        raise bad_request("message has protected content and can't be forwarded")
    return message


def _copied(message: Message) -> Json:
    return {field: value for field, value in message.content.items() if field not in _LEFT_BEHIND}


@answers(methods.CopyMessage)
def copy_message(request: Request[methods.CopyMessage]) -> Json:
    """Send the same again, perhaps under another caption, without saying where it came from."""
    arguments = request.arguments
    message = _source(request, arguments.message_id, "copy")
    content = _copied(message)
    if arguments.caption is not None and media_kind(content):
        caption = formatted_caption(source_of(arguments.caption, arguments.parse_mode, arguments.caption_entities))
        content = {field: value for field, value in content.items() if not field.startswith("caption")}
        content |= caption.fields("caption", "caption_entities")
    chat = target(request)
    charge(request, chat)
    return {"message_id": sent(request, chat, drafted(request, chat, content)).message_id}


@answers(methods.ForwardMessage)
def forward_message(request: Request[methods.ForwardMessage]) -> Json:
    """Send a message on, saying whose it was."""
    message = _source(request, request.arguments.message_id, "forward")
    chat = target(request)
    charge(request, chat)
    draft = drafted(request, chat, forwarded_content(request.world, message))
    return message_json(request.world, sent(request, chat, draft))


@answers(methods.CopyMessages)
def copy_messages(request: Request[methods.CopyMessages]) -> list[Json]:
    """Copy several messages; those that are gone are skipped."""
    return [{"message_id": message.message_id} for message in _several(request, "copy")]


@answers(methods.ForwardMessages)
def forward_messages(request: Request[methods.ForwardMessages]) -> list[Json]:
    """Forward several messages; those that are gone are skipped."""
    return [{"message_id": message.message_id} for message in _several(request, "forward")]


def _several(request: Request[Any], verb: str) -> list[Message]:
    identifiers = request.arguments.message_ids
    if not identifiers:
        raise bad_request("Message identifiers are not specified")
    if len(identifiers) > MOST_AT_ONCE:
        raise bad_request("Too many message identifiers specified")
    chat = target(request)
    present = known(request.world, request.arguments.from_chat_id).messages
    messages = [_source(request, message_id, verb) for message_id in identifiers if message_id in present]
    if not messages:
        raise bad_request(f"messages to {verb} not found")
    charge(request, chat, cost=len(messages))
    contents = [_copied(found) if verb == "copy" else forwarded_content(request.world, found) for found in messages]
    return [sent(request, chat, drafted(request, chat, content)) for content in contents]
