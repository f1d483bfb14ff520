"""Topics of a forum and of private chats."""

import pytest

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


async def test_a_reply_lands_in_the_topic_of_what_it_answers(api: Api, anna: Person, playground: Playground) -> None:
    group = await forum(playground, anna)
    thread = (await api("createForumTopic", chat_id=group.id, name="Order 7")).result["message_thread_id"]
    await api("sendMessage", chat_id=group.id, message_thread_id=thread, text="here")
    assert group.last is not None
    await anna.within(group).says("thank you", reply_to=group.last)
    heard = (await api("getUpdates", timeout=0)).result[-1]["message"]
    assert (heard["message_thread_id"], heard["reply_to_message"]["text"]) == (thread, "here")


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


async def test_people_open_topics_and_write_in_them(api: Api, anna: Person, playground: Playground) -> None:
    group = await forum(playground, anna)
    orders = await anna.within(group).opens_topic("Orders")
    await orders.says("Who is on duty?")
    heard = [update["message"] for update in (await api("getUpdates")).result if "message" in update]
    said = next(message for message in heard if message.get("text") == "Who is on duty?")
    assert (said["message_thread_id"], said["is_topic_message"]) == (orders.thread_id, True)
    assert group.record.topics[said["message_thread_id"]].name == "Orders"
    await anna.within(group).says("in general")
    assert "message_thread_id" not in (await api("getUpdates")).result[-1]["message"]


async def test_people_keep_to_the_rules_of_topics(api: Api, anna: Person, playground: Playground) -> None:
    group = await forum(playground, anna)
    boris = playground.person("Boris")
    await group.adds(boris)
    group.record.default_rights.discard("can_manage_topics")
    with pytest.raises(ValueError, match="may not open topics"):
        await boris.within(group).opens_topic("Mine")
    orders = await anna.within(group).opens_topic("Orders")
    assert orders.thread_id is not None
    await api("closeForumTopic", chat_id=group.id, message_thread_id=orders.thread_id)
    with pytest.raises(ValueError, match="closed"):
        await boris.within(group, orders.thread_id).says("hello?")
    with pytest.raises(ValueError, match="not there"):
        await boris.within(group, 999).says("hello?")
    plain = await playground.group("Plain", [anna])
    with pytest.raises(ValueError, match="needs a group with topics"):
        await anna.within(plain).opens_topic("Mine")
