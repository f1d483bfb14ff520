"""Which chats the bot may reach, and what it hears of the others."""

import pytest

from playground import Person, Playground
from tests.playground.conftest import Api


async def test_no_chat_id(api: Api) -> None:
    assert (await api("sendMessage", text="x")).sentence == "chat_id is empty"
    assert (await api("sendMessage", chat_id="", text="x")).sentence == "chat_id is empty"


@pytest.mark.parametrize("chat_id", [1, -1001, "@nobody_here", "words"])
async def test_an_unknown_chat(api: Api, chat_id: int | str) -> None:
    assert (await api("sendMessage", chat_id=chat_id, text="x")).sentence == "chat not found"


async def test_somebody_who_never_wrote(api: Api, playground: Playground) -> None:
    ben = playground.person("Ben", username="ben")
    assert (await api("sendMessage", chat_id=ben.id, text="x")).sentence == "chat not found"
    assert (await api("sendMessage", chat_id="@ben", text="x")).sentence == "chat not found"


async def test_somebody_known_only_from_a_group(api: Api, anna: Person, playground: Playground) -> None:
    ben = playground.person("Ben")
    await playground.group("Team", [anna, ben])
    reply = await api("sendMessage", chat_id=ben.id, text="x")
    assert reply.refusal == (403, "Forbidden: bot can't initiate conversation with a user")


@pytest.mark.parametrize("method", ["sendMessage", "sendChatAction", "editMessageText"])
async def test_somebody_who_blocked_the_bot(api: Api, anna: Person, method: str) -> None:
    sent = (await api("sendMessage", chat_id=anna.id, text="x")).result
    await anna.blocks()
    reply = await api(method, chat_id=anna.id, text="y", action="typing", message_id=sent["message_id"])
    assert reply.refusal == (403, "Forbidden: bot was blocked by the user")


async def test_blocking_and_unblocking_are_updates(api: Api, anna: Person) -> None:
    await anna.blocks()
    await anna.unblocks()
    blocked, unblocked = (update["my_chat_member"] for update in (await api("getUpdates")).result)
    assert blocked["new_chat_member"]["status"] == unblocked["old_chat_member"]["status"] == "kicked"
    assert unblocked["new_chat_member"]["status"] == "member"
    assert (await api("sendMessage", chat_id=anna.id, text="again")).result["text"] == "again"


async def test_starting_again_unblocks(api: Api, anna: Person) -> None:
    await anna.blocks()
    await anna.starts()
    kinds = [next(kind for kind in update if kind != "update_id") for update in (await api("getUpdates")).result]
    assert kinds == ["my_chat_member", "my_chat_member", "message"]


async def test_a_deactivated_user(api: Api, anna: Person) -> None:
    anna.account.deactivated = True
    reply = await api("sendMessage", chat_id=anna.id, text="x")
    assert reply.refusal == (403, "Forbidden: user is deactivated")


async def test_bots_can_not_be_written_to(api: Api, playground: Playground) -> None:
    reply = await api("sendMessage", chat_id=playground.world.bot.id, text="x")
    assert reply.refusal == (403, "Forbidden: bot can't send messages to bots")


@pytest.mark.parametrize("basic", [True, False])
async def test_kicked_from_a_group(api: Api, anna: Person, playground: Playground, basic: bool) -> None:
    group = await playground.group("Team", [anna], basic=basic)
    await group.kicks_bot()
    kind = "group" if basic else "supergroup"
    reply = await api("sendMessage", chat_id=group.id, text="x")
    assert reply.refusal == (403, f"Forbidden: bot was kicked from the {kind} chat")


async def test_left_a_group(api: Api, anna: Person, playground: Playground) -> None:
    group = await playground.group("Team", [anna])
    assert (await api("leaveChat", chat_id=group.id)).result is True
    reply = await api("sendMessage", chat_id=group.id, text="x")
    assert reply.refusal == (403, "Forbidden: bot is not a member of the supergroup chat")


async def test_an_upgraded_group_names_its_new_id(api: Api, anna: Person, playground: Playground) -> None:
    group = await playground.group("Team", [anna], basic=True)
    upgraded = await group.becomes_supergroup()
    reply = await api("sendMessage", chat_id=group.id, text="x")
    assert reply.sentence == "group chat was upgraded to a supergroup chat"
    assert reply.body["parameters"] == {"migrate_to_chat_id": upgraded.id}
    assert (await api("sendMessage", chat_id=upgraded.id, text="x")).result["chat"]["type"] == "supergroup"


async def test_a_deleted_group(api: Api, anna: Person, playground: Playground) -> None:
    group = await playground.group("Team", [anna], basic=True)
    group.record.closed = True
    reply = await api("sendMessage", chat_id=group.id, text="x")
    assert reply.refusal == (403, "Forbidden: the group chat was deleted")


async def test_a_group_is_found_by_its_name(api: Api, anna: Person, playground: Playground) -> None:
    group = await playground.group("Team", [anna])
    playground.world.state.usernames["team_chat"] = group.id
    assert (await api("sendMessage", chat_id="@Team_Chat", text="x")).result["chat"]["id"] == group.id


async def test_a_private_chat_is_named_after_the_person(api: Api, anna: Person) -> None:
    chat = (await api("getChat", chat_id=anna.id)).result
    assert (chat["type"], chat["first_name"]) == ("private", "Anna")
    assert chat["accent_color_id"] in range(7)


async def test_pinning(api: Api, anna: Person) -> None:
    sent = (await api("sendMessage", chat_id=anna.id, text="important")).result
    assert (await api("pinChatMessage", chat_id=anna.id, message_id=sent["message_id"])).result is True
    assert (await api("getChat", chat_id=anna.id)).result["pinned_message"]["text"] == "important"
    assert (await api("unpinChatMessage", chat_id=anna.id)).result is True
    assert "pinned_message" not in (await api("getChat", chat_id=anna.id)).result
    assert (await api("unpinChatMessage", chat_id=anna.id)).sentence == "message to unpin not found"
    assert (await api("pinChatMessage", chat_id=anna.id, message_id=999)).sentence == "message to pin not found"


async def test_the_bots_own_reaction(api: Api, anna: Person, playground: Playground) -> None:
    message = await anna.says("thanks")
    reaction = [{"type": "emoji", "emoji": "❤"}]
    await api("setMessageReaction", chat_id=anna.id, message_id=message.message_id, reaction=reaction)
    assert message.reactions == {playground.world.bot.id: reaction}
    await api("setMessageReaction", chat_id=anna.id, message_id=message.message_id)
    assert message.reactions == {}


async def test_profile_photos_of_somebody_without(api: Api, anna: Person) -> None:
    assert (await api("getUserProfilePhotos", user_id=anna.id)).result == {"total_count": 0, "photos": []}
    assert (await api("getUserProfilePhotos", user_id=0)).sentence == "invalid user_id specified"
