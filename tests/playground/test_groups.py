"""Groups: who is in them, what the bot hears there, rights."""

import pytest

from playground import Group, Person, Playground
from playground.world.membership import MEMBER_RIGHTS
from tests.playground.conftest import Api


async def heard(api: Api) -> list[str]:
    messages = [update.get("message", {}) for update in (await api("getUpdates")).result]
    return [message["text"] for message in messages if "text" in message]


async def ordinary(playground: Playground, *people: Person) -> Group:
    group = await playground.group("Team", people, bot_rights=None)
    playground.world.state.updates.clear()
    return group


async def test_being_added_is_an_update(api: Api, anna: Person, playground: Playground) -> None:
    await playground.group("Team", [anna])
    added, service = (await api("getUpdates")).result
    assert added["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert service["message"]["new_chat_members"][0]["id"] == playground.world.bot.id


async def test_being_kicked_is_an_update(api: Api, anna: Person, playground: Playground) -> None:
    group = await ordinary(playground, anna)
    await group.kicks_bot()
    kicked, service = (await api("getUpdates")).result
    assert kicked["my_chat_member"]["new_chat_member"] == {
        "status": "kicked",
        "user": kicked["my_chat_member"]["new_chat_member"]["user"],
        "until_date": 0,
    }
    assert service["message"]["left_chat_member"]["id"] == playground.world.bot.id


async def test_privacy_mode_hears_only_what_is_meant_for_it(api: Api, anna: Person, playground: Playground) -> None:
    group = await ordinary(playground, anna)
    sent = (await api("sendMessage", chat_id=group.id, text="question?")).result
    inside = anna.within(group)
    await inside.says("chatter")
    await inside.says("/help")
    await inside.says("/help@other_bot")
    await inside.says("/help@playground_bot")
    await inside.says("hey @playground_bot!")
    await inside.says("answer", reply_to=group.record.messages[sent["message_id"]])
    assert await heard(api) == ["/help", "/help@playground_bot", "hey @playground_bot!", "answer"]


async def test_an_administrator_hears_everything(api: Api, anna: Person, playground: Playground) -> None:
    group = await playground.group("Team", [anna])
    await anna.within(group).says("chatter")
    assert await heard(api) == ["chatter"]


async def test_privacy_mode_can_be_off(api: Api, anna: Person, playground: Playground) -> None:
    playground.settings.reads_all_group_messages = True
    group = await ordinary(playground, anna)
    await anna.within(group).says("chatter")
    assert await heard(api) == ["chatter"]
    assert (await api("getMe")).result["can_read_all_group_messages"] is True


async def test_members_and_administrators(api: Api, anna: Person, playground: Playground) -> None:
    ben, eve = playground.person("Ben"), playground.person("Eve")
    group = await playground.group("Team", [anna, ben])
    statuses = [
        (await api("getChatMember", chat_id=group.id, user_id=person.id)).result["status"]
        for person in (anna, ben, eve)
    ]
    assert statuses == ["creator", "member", "left"]
    assert (await api("getChatMemberCount", chat_id=group.id)).result == 3
    (administrator,) = (await api("getChatAdministrators", chat_id=group.id)).result
    assert administrator["user"]["id"] == anna.id
    assert (await api("getChatMember", chat_id=group.id, user_id=1)).sentence == "PARTICIPANT_ID_INVALID"


async def test_private_chats_have_no_administrators(api: Api, anna: Person) -> None:
    reply = await api("getChatAdministrators", chat_id=anna.id)
    assert reply.sentence == "there are no administrators in the private chat"


async def test_a_bot_that_may_not_write(api: Api, anna: Person, playground: Playground) -> None:
    group = await ordinary(playground, anna)
    group.record.default_rights.discard("can_send_messages")
    reply = await api("sendMessage", chat_id=group.id, text="x")
    assert reply.sentence == "not enough rights to send text messages to the chat"


async def test_banning_and_letting_back(api: Api, anna: Person, playground: Playground) -> None:
    ben = playground.person("Ben")
    group = await playground.group("Team", [anna, ben])
    assert (await api("banChatMember", chat_id=group.id, user_id=ben.id)).result is True
    assert (await api("getChatMember", chat_id=group.id, user_id=ben.id)).result["status"] == "kicked"
    await api("unbanChatMember", chat_id=group.id, user_id=ben.id)
    assert (await api("getChatMember", chat_id=group.id, user_id=ben.id)).result["status"] == "left"
    assert (await api("banChatMember", chat_id=group.id, user_id=anna.id)).sentence == "can't remove chat owner"


async def test_banning_needs_the_right(api: Api, anna: Person, playground: Playground) -> None:
    ben = playground.person("Ben")
    group = await ordinary(playground, anna, ben)
    reply = await api("banChatMember", chat_id=group.id, user_id=ben.id)
    assert reply.sentence == "not enough rights to restrict/unrestrict chat member"


async def test_restricting_and_promoting(api: Api, anna: Person, playground: Playground) -> None:
    ben = playground.person("Ben")
    group = await playground.group("Team", [anna, ben])
    place = {"chat_id": group.id, "user_id": ben.id}
    await api("restrictChatMember", **place, permissions={"can_send_messages": True})
    restricted = (await api("getChatMember", **place)).result
    assert (restricted["status"], restricted["can_send_messages"], restricted["can_send_photos"]) == (
        "restricted",
        True,
        False,
    )
    await api("restrictChatMember", **place, permissions=dict.fromkeys(MEMBER_RIGHTS, True))
    assert (await api("getChatMember", **place)).result["status"] == "member"
    await api("promoteChatMember", **place, can_delete_messages=True)
    promoted = (await api("getChatMember", **place)).result
    assert (promoted["status"], promoted["can_delete_messages"], promoted["can_pin_messages"]) == (
        "administrator",
        True,
        False,
    )


async def test_other_peoples_messages_need_a_right_to_delete(api: Api, anna: Person, playground: Playground) -> None:
    group = await ordinary(playground, anna)
    message = await anna.within(group).says("/mine")
    place = {"chat_id": group.id, "message_id": message.message_id}
    assert (await api("deleteMessage", **place)).sentence == "message can't be deleted"
    await group.adds_bot(["can_delete_messages"])
    assert (await api("deleteMessage", **place)).result is True


async def test_who_is_not_in_a_group_can_not_write_there(anna: Person, playground: Playground) -> None:
    group = await playground.group("Team", [anna])
    ben = playground.person("Ben").within(group)
    with pytest.raises(ValueError, match="not in the group"):
        await ben.says("let me in")


async def test_supergroups_number_their_own_messages(api: Api, anna: Person, playground: Playground) -> None:
    first = await playground.group("One", [anna])
    second = await playground.group("Two", [anna])
    numbers = [(await api("sendMessage", chat_id=group.id, text="x")).result["message_id"] for group in (first, second)]
    assert numbers[0] == numbers[1]
