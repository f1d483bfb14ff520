"""Topics of a forum, opened by the bot or by people."""

from playground.world.access import has_right
from playground.world.messages import service_message
from playground.world.state import Chat, Json, Topic
from playground.world.world import World

COLOURS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
LONGEST_NAME = 128


def open_topic(world: World, chat: Chat, by: int, opened: Json) -> Topic:
    """Open a topic; its number is that of the message that says so. `opened` is what Telegram tells of it."""
    message = service_message(world, chat, by, {"forum_topic_created": opened})
    number = message.thread_id = message.message_id
    topic = Topic(number, opened["name"], opened["icon_color"], opened.get("icon_custom_emoji_id"))
    chat.topics[number] = topic
    world.tell("chat", chat.id, chat)
    return topic


def open_as_person(world: World, chat: Chat, by: int, name: str) -> Topic:
    """Open a topic as somebody does in the app; ValueError says why not."""
    name = name.strip()[:LONGEST_NAME]
    if not chat.is_forum or not name:
        raise ValueError("a topic needs a group with topics, and a name")
    if not has_right(world, chat, by, "can_manage_topics"):
        raise ValueError(f"{world.account(by).first_name} may not open topics here")
    return open_topic(world, chat, by, {"name": name, "icon_color": COLOURS[len(chat.topics) % len(COLOURS)]})


def check_thread(world: World, chat: Chat, by: int, thread_id: int | None) -> None:
    """Raise ValueError where somebody can't write into this topic."""
    if thread_id is None:
        return
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise ValueError("this topic is not there any more")
    if topic.closed and not has_right(world, chat, by, "can_manage_topics"):
        raise ValueError("this topic is closed")
