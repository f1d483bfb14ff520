"""Records into the JSON that a bot receives, checked against aiogram's own types."""

from aiogram import types

from playground.world.state import Account, CallbackQuery, Chat, Json, Message
from playground.world.telegram_json import checked
from playground.world.world import World


def user_json(account: Account) -> Json:
    """Return a User. A bot has no language."""
    user: Json = {"id": account.id, "is_bot": account.is_bot, "first_name": account.first_name}
    for field in ("last_name", "username", "language_code"):
        value = getattr(account, field)
        if value:
            user[field] = value
    return user


def chat_json(world: World, chat: Chat) -> Json:
    """Return a Chat: a person's name for a private one, a title for a group."""
    shown: Json = {"id": chat.id, "type": chat.type}
    if chat.type != "private":
        shown["title"] = chat.title
        if chat.username:
            shown["username"] = chat.username
        if chat.is_forum:
            shown["is_forum"] = True
        return shown
    account = world.account(chat.id)
    shown["first_name"] = account.first_name
    for field in ("last_name", "username"):
        value = getattr(account, field)
        if value:
            shown[field] = value
    return shown


def message_json(world: World, message: Message) -> Json:
    """Return a Message as the bot sees it, with the message it replies to."""
    return checked(types.Message, _fields(world, message, deep=True))


def _fields(world: World, message: Message, *, deep: bool) -> Json:
    chat = world.chat(message.chat_id)
    fields: Json = {
        "message_id": message.message_id,
        "from": user_json(world.account(message.sender_id)),
        "chat": chat_json(world, chat),
        "date": message.date,
    }
    if message.edit_date is not None:
        fields["edit_date"] = message.edit_date
    if message.thread_id is not None:
        fields |= {"message_thread_id": message.thread_id, "is_topic_message": True}
    if deep and message.reply_to is not None:
        replied = chat.messages.get(message.reply_to)
        if replied is not None:
            fields["reply_to_message"] = _fields(world, replied, deep=False)
    fields |= _content(world, message)
    if message.inline_keyboard:
        fields["reply_markup"] = {"inline_keyboard": message.inline_keyboard}
    return fields


def _content(world: World, message: Message) -> Json:
    """Return the content's fields with whole users in mentions (they are kept by id)."""
    content = message.content
    for entities in ("entities", "caption_entities"):
        if any("user_id" in entity for entity in content.get(entities, ())):
            content = {**content, entities: [_whole_mention(world, entity) for entity in content[entities]]}
    return content


def _whole_mention(world: World, entity: Json) -> Json:
    if "user_id" not in entity:
        return entity
    account = world.state.accounts.get(entity["user_id"])
    rest = {field: value for field, value in entity.items() if field != "user_id"}
    return rest | {"user": user_json(account)} if account else rest


def callback_query_json(world: World, query: CallbackQuery) -> Json:
    """Return a CallbackQuery; a message that is gone is inaccessible: only its chat and number, date 0."""
    message = world.message(query.chat_id, query.message_id)
    if message is None:
        shown: Json = {
            "chat": chat_json(world, world.chat(query.chat_id)),
            "message_id": query.message_id,
            "date": 0,
        }
    else:
        shown = message_json(world, message)
    fields = {
        "id": query.id,
        "from": user_json(world.account(query.user_id)),
        "message": shown,
        "chat_instance": str(7_000_000_000 + abs(query.chat_id)),
        "data": query.data,
    }
    return checked(types.CallbackQuery, fields)
