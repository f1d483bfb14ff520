"""Topics: the threads of a forum, and of private chats when the bot has them switched on."""

from typing import Any

from aiogram import methods

from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.access import has_right, reachable
from playground.world.messages import remove, service_message
from playground.world.state import Chat, Json, Topic

_COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
_LONGEST_NAME = 128


def _forum(request: Request[Any], what: str) -> Chat:
    """Return a chat whose topics the bot may manage, or raise that it may not do `what`."""
    world = request.world
    chat = reachable(world, request.arguments.chat_id)
    if chat.type == "private":
        if not world.settings.topics_in_private_chats:
            raise bad_request("the chat is not a forum")
        return chat
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if not has_right(world, chat, world.bot.id, "can_manage_topics"):
        raise bad_request(f"not enough rights to {what}")
    return chat


def _topic(request: Request[Any], what: str) -> tuple[Chat, Topic]:
    chat = _forum(request, what)
    topic = chat.topics.get(request.arguments.message_thread_id)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    return chat, topic


@answers(methods.CreateForumTopic)
def create_forum_topic(request: Request[methods.CreateForumTopic]) -> Json:
    """Open a topic; its number is that of the message that says so."""
    arguments, world = request.arguments, request.world
    chat = _forum(request, "create a topic")
    name = arguments.name.strip()[:_LONGEST_NAME]
    if not name:
        raise bad_request("Name must be non-empty")
    colour = arguments.icon_color or _COLOURS[0]
    if colour not in _COLOURS:
        raise bad_request("Invalid icon color specified")
    opened: Json = {"name": name, "icon_color": colour}
    if arguments.icon_custom_emoji_id:
        opened["icon_custom_emoji_id"] = arguments.icon_custom_emoji_id
    message = service_message(world, chat, world.bot.id, {"forum_topic_created": opened})
    message.thread_id = message.message_id
    chat.topics[message.message_id] = Topic(message.message_id, name, colour, arguments.icon_custom_emoji_id or None)
    return opened | {"message_thread_id": message.message_id}


@answers(methods.EditForumTopic)
def edit_forum_topic(request: Request[methods.EditForumTopic]) -> bool:
    """Rename a topic or change its icon."""
    arguments = request.arguments
    chat, topic = _topic(request, "edit the topic")
    name = (arguments.name or topic.name).strip()[:_LONGEST_NAME]
    icon = topic.icon_custom_emoji_id if arguments.icon_custom_emoji_id is None else arguments.icon_custom_emoji_id
    if (name, icon or None) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_custom_emoji_id = name, icon or None
    said: Json = {"name": name} | ({"icon_custom_emoji_id": icon} if icon is not None else {})
    service_message(request.world, chat, request.world.bot.id, {"forum_topic_edited": said}, topic.thread_id)
    return True


@answers(methods.CloseForumTopic)
def close_forum_topic(request: Request[methods.CloseForumTopic]) -> bool:
    """Close a topic: only who manages topics writes there now."""
    return _set_closed(request, closed=True)


@answers(methods.ReopenForumTopic)
def reopen_forum_topic(request: Request[methods.ReopenForumTopic]) -> bool:
    """Open a closed topic again."""
    return _set_closed(request, closed=False)


def _set_closed(request: Request[Any], *, closed: bool) -> bool:
    chat, topic = _topic(request, "close or open the topic")
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    field = "forum_topic_closed" if closed else "forum_topic_reopened"
    service_message(request.world, chat, request.world.bot.id, {field: {}}, topic.thread_id)
    return True


@answers(methods.DeleteForumTopic)
def delete_forum_topic(request: Request[methods.DeleteForumTopic]) -> bool:
    """Delete a topic with all its messages."""
    chat, topic = _topic(request, "delete the topic")
    del chat.topics[topic.thread_id]
    for message in [found for found in chat.messages.values() if found.thread_id == topic.thread_id]:
        remove(request.world, message)
    return True
