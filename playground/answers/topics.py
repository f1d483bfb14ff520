"""Topics: the threads of a forum, and of private chats when the bot has them switched on."""

from typing import Any

from aiogram import methods

from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.access import has_right, reachable
from playground.world.messages import remove, service_message
from playground.world.state import Chat, Json, Topic
from playground.world.topics import COLOURS, LONGEST_NAME, open_topic


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
    name = arguments.name.strip()[:LONGEST_NAME]
    if not name:
        raise bad_request("Name must be non-empty")
    colour = arguments.icon_color or COLOURS[0]
    if colour not in COLOURS:
        raise bad_request("Invalid icon color specified")
    opened: Json = {"name": name, "icon_color": colour}
    if arguments.icon_custom_emoji_id:
        opened["icon_custom_emoji_id"] = arguments.icon_custom_emoji_id
    return opened | {"message_thread_id": open_topic(world, chat, world.bot.id, opened).thread_id}


@answers(methods.EditForumTopic)
def edit_forum_topic(request: Request[methods.EditForumTopic]) -> bool:
    """Rename a topic or change its icon."""
    arguments = request.arguments
    chat, topic = _topic(request, "edit the topic")
    name = (arguments.name or topic.name).strip()[:LONGEST_NAME]
    icon = topic.icon_custom_emoji_id if arguments.icon_custom_emoji_id is None else arguments.icon_custom_emoji_id
    if (name, icon or None) == (topic.name, topic.icon_custom_emoji_id):
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name, topic.icon_custom_emoji_id = name, icon or None
    said: Json = {"name": name} | ({"icon_custom_emoji_id": icon} if icon is not None else {})
    _say(request, chat, topic, {"forum_topic_edited": said})
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
    _say(request, chat, topic, {field: {}})
    return True


def _say(request: Request[Any], chat: Chat, topic: Topic, what: Json) -> None:
    """Say in the topic what has become of it, and let whoever shows the list of topics know."""
    service_message(request.world, chat, request.world.bot.id, what, topic.thread_id)
    request.world.tell("chat", chat.id, chat)


@answers(methods.DeleteForumTopic)
def delete_forum_topic(request: Request[methods.DeleteForumTopic]) -> bool:
    """Delete a topic with all its messages."""
    chat, topic = _topic(request, "delete the topic")
    del chat.topics[topic.thread_id]
    for message in [found for found in chat.messages.values() if found.thread_id == topic.thread_id]:
        remove(request.world, message)
    request.world.tell("chat", chat.id, chat)
    return True
