"""Topics of a forum and of private chats."""

from playground import Group, Person, Playground
from tests.playground.conftest import Api


async def forum(playground: Playground, anna: Person) -> Group:
    return await playground.group("Orders", [anna], forum=True)


async def test_a_topic_is_opened_and_written_in(api: Api, anna: Person, playground: Playground) -> None:
    group = await forum(playground, anna)
    topic = (await api("createForumTopic", chat_id=group.id, name="Order 7")).result
    assert topic["name"] == "Order 7"
    thread = topic["message_thread_id"]
    sent = (await api("sendMessage", chat_id=group.id, message_thread_id=thread, text="here")).result
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (thread, True)


async def test_an_unknown_topic(api: Api, anna: Person, playground: Playground) -> None:
    group = await forum(playground, anna)
    reply = await api("sendMessage", chat_id=group.id, message_thread_id=99, text="x")
    assert reply.sentence == "message thread not found"


async def test_a_topic_is_renamed_closed_reopened_deleted(api: Api, anna: Person, playground: Playground) -> None:
    group = await forum(playground, anna)
    topic = (await api("createForumTopic", chat_id=group.id, name="Order 7")).result
    place = {"chat_id": group.id, "message_thread_id": topic["message_thread_id"]}
    assert (await api("editForumTopic", **place, name="Order 7: done")).result is True
    assert (await api("editForumTopic", **place, name="Order 7: done")).sentence == "TOPIC_NOT_MODIFIED"
    assert (await api("closeForumTopic", **place)).result is True
    assert (await api("closeForumTopic", **place)).sentence == "TOPIC_NOT_MODIFIED"
    assert (await api("reopenForumTopic", **place)).result is True
    assert (await api("sendMessage", **place, text="x")).result["text"] == "x"
    assert (await api("deleteForumTopic", **place)).result is True
    assert (await api("editForumTopic", **place, name="gone")).sentence == "TOPIC_ID_INVALID"
    assert "x" not in [message.text for message in group.messages]


async def test_a_closed_topic_takes_only_who_manages_topics(api: Api, anna: Person, playground: Playground) -> None:
    group = await forum(playground, anna)
    topic = (await api("createForumTopic", chat_id=group.id, name="Order 7")).result
    place = {"chat_id": group.id, "message_thread_id": topic["message_thread_id"]}
    await api("closeForumTopic", **place)
    assert (await api("sendMessage", **place, text="x")).result["text"] == "x"
    await group.adds_bot(["can_pin_messages"])
    assert (await api("sendMessage", **place, text="x")).sentence == "TOPIC_CLOSED"


async def test_topics_need_a_forum_and_the_right(api: Api, anna: Person, playground: Playground) -> None:
    plain = await playground.group("Plain", [anna])
    assert (await api("createForumTopic", chat_id=plain.id, name="x")).sentence == "the chat is not a forum"
    group = await playground.group("Orders", [anna], forum=True, bot_rights=["can_pin_messages"])
    reply = await api("createForumTopic", chat_id=group.id, name="x")
    assert reply.sentence == "not enough rights to create a topic"


async def test_bad_topics(api: Api, anna: Person, playground: Playground) -> None:
    group = await forum(playground, anna)
    assert (await api("createForumTopic", chat_id=group.id, name=" ")).sentence == "name must be non-empty"
    reply = await api("createForumTopic", chat_id=group.id, name="x", icon_color=1)
    assert reply.sentence == "invalid icon color specified"


async def test_private_chats_may_have_topics(api: Api, anna: Person, playground: Playground) -> None:
    assert (await api("createForumTopic", chat_id=anna.id, name="x")).sentence == "the chat is not a forum"
    playground.settings.topics_in_private_chats = True
    assert (await api("getMe")).result["has_topics_enabled"] is True
    topic = (await api("createForumTopic", chat_id=anna.id, name="Order 7")).result
    sent = await api("sendMessage", chat_id=anna.id, message_thread_id=topic["message_thread_id"], text="here")
    assert sent.result["is_topic_message"] is True
