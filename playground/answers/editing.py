"""The bot's own messages changed in place."""

from typing import Any

from aiogram import methods

from playground.answers.placing import charge
from playground.answers.registry import Request, answers
from playground.answers.sending import source_of
from playground.refusals import bad_request
from playground.world.access import reachable
from playground.world.formatting import formatted_caption, formatted_text
from playground.world.keyboards import inline_rows
from playground.world.media import media_kind
from playground.world.messages import changed
from playground.world.pay_buttons import with_pay_button
from playground.world.rendering import message_json
from playground.world.state import Chat, Json, Message
from playground.world.telegram_json import as_json

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def editable(request: Request[Any]) -> tuple[Chat, Message]:
    """Return the chat and the message to edit, or raise why it can't be."""
    arguments, world = request.arguments, request.world
    if not arguments.chat_id and not arguments.message_id:
        sentence = "MESSAGE_ID_INVALID" if arguments.inline_message_id else "Message identifier is not specified"
        raise bad_request(sentence)
    chat = reachable(world, arguments.chat_id)
    message = chat.messages.get(arguments.message_id or 0)
    if message is None:
        raise bad_request("message to edit not found")
    its_own = message.sender_id == world.bot.id and "forward_origin" not in message.content
    if not its_own or message.reply_keyboard is not None:
        raise bad_request("message can't be edited")
    return chat, message


def edited(request: Request[Any], chat: Chat, message: Message, content: Json) -> Json:
    """Put the new content and keyboard in place and return the Message; nothing new is an error."""
    keyboard = with_pay_button(new_keyboard(request, chat), content)
    if content == message.content and keyboard == message.inline_keyboard:
        raise bad_request(_NOT_MODIFIED)
    if request.world.settings.limits.edits_count:
        charge(request, chat)
    only_keyboard = content == message.content
    message.content, message.inline_keyboard = content, keyboard
    changed(request.world, message, shown_as_edited=not only_keyboard)
    return message_json(request.world, message)


def new_keyboard(request: Request[Any], chat: Chat) -> list[list[Json]] | None:
    """Return the keyboard that the edit leaves under the message: none unless one is given."""
    markup = request.arguments.reply_markup
    return None if markup is None else inline_rows(as_json(markup)["inline_keyboard"], chat)


def without(content: Json, fields: tuple[str, ...]) -> Json:
    """Return the content without these fields."""
    return {field: value for field, value in content.items() if field not in fields}


@answers(methods.EditMessageText)
def edit_message_text(request: Request[methods.EditMessageText]) -> Json:
    """Change a text."""
    arguments = request.arguments
    text = formatted_text(source_of(arguments.text, arguments.parse_mode, arguments.entities), editing=True)
    chat, message = editable(request)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return edited(request, chat, message, without(message.content, _TEXT) | text.fields())


@answers(methods.EditMessageCaption)
def edit_message_caption(request: Request[methods.EditMessageCaption]) -> Json:
    """Change a caption (or take it away)."""
    arguments = request.arguments
    caption = formatted_caption(source_of(arguments.caption, arguments.parse_mode, arguments.caption_entities))
    chat, message = editable(request)
    if media_kind(message.content) is None:
        raise bad_request("there is no caption in the message to edit")
    content = without(message.content, _CAPTION) | caption.fields("caption", "caption_entities")
    return edited(request, chat, message, content)


@answers(methods.EditMessageReplyMarkup)
def edit_message_reply_markup(request: Request[methods.EditMessageReplyMarkup]) -> Json:
    """Change only the inline keyboard."""
    chat, message = editable(request)
    return edited(request, chat, message, message.content)
