"""What people may do in a group: who was banned, has left or is held back is bound by it, as in Telegram's apps."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from playground import Group, ManualClock, Person, Playground
from tests.playground.conftest import Api, button, keyboard

Act = Callable[[Person], Awaitable[Any]]
SENDS: dict[str, tuple[Act, str]] = {
    "can_send_messages": (lambda ben: ben.says("hello"), "may not send messages"),
    "can_send_photos": (lambda ben: ben.sends_photo(), "may not send pictures"),
    "can_send_videos": (lambda ben: ben.sends_video(), "may not send videos"),
    "can_send_voice_notes": (lambda ben: ben.sends_voice(), "may not send voice messages"),
    "can_send_documents": (lambda ben: ben.sends_document(), "may not send files"),
}


@pytest.fixture
async def ben(playground: Playground) -> Person:
    return playground.person("Ben")


@pytest.fixture
async def group(playground: Playground, anna: Person, ben: Person) -> Group:
    made = await playground.group("Team", [anna, ben])
    playground.world.state.updates.clear()
    return made


async def heard(api: Api) -> list[str]:
    """Return what the bot heard of what people did, without who came and went."""
    kinds = [next(kind for kind in update if kind != "update_id") for update in (await api("getUpdates")).result]
    return [kind for kind in kinds if kind in {"edited_message", "callback_query"}]


@pytest.mark.parametrize("method", ["banChatMember", "unbanChatMember"])
async def test_who_was_thrown_out_can_do_nothing(
    api: Api, anna: Person, ben: Person, group: Group, method: str
) -> None:
    sent = (await api("sendMessage", chat_id=group.id, text="x", reply_markup=keyboard([button()]))).result
    inside = ben.within(group)
    said = await inside.says("/mine")
    live = await inside.shares_live_location(1, 2)
    assert (await api(method, chat_id=group.id, user_id=ben.id)).result is True
    for act in (
        inside.says("let me in"),
        inside.sends_photo(),
        inside.press_raw("go", sent["message_id"], answer_within=0),
        inside.taps("Go", answer_within=0),
        inside.edits(said, "changed"),
        inside.deletes(said),
        inside.reacts(said, "👍"),
        inside.moves(3, 4),
    ):
        with pytest.raises(ValueError, match=r"Ben (was banned from|is not in) the group Team"):
            await act
    assert live.content["location"]["latitude"] == 1
    assert await heard(api) == []
    assert (await anna.within(group).says("still here")).text == "still here"


async def test_who_left_comes_back_by_being_added(api: Api, ben: Person, group: Group) -> None:
    await group.removes(ben)
    with pytest.raises(ValueError, match="is not in the group"):
        await ben.within(group).says("hello?")
    await group.adds(ben)
    assert (await ben.within(group).says("back")).text == "back"


@pytest.mark.parametrize("right", SENDS)
async def test_who_is_held_back_sends_only_what_is_left(api: Api, ben: Person, group: Group, right: str) -> None:
    permissions = {name: name != right for name in SENDS}
    held = {"chat_id": group.id, "user_id": ben.id, "permissions": permissions}
    assert (await api("restrictChatMember", **held)).result is True
    for name, (send, words) in SENDS.items():
        if name == right:
            with pytest.raises(ValueError, match=f"Ben {words} in the group Team"):
                await send(ben.within(group))
        else:
            await send(ben.within(group))


async def test_who_is_muted_may_still_press(api: Api, ben: Person, group: Group) -> None:
    await api("sendMessage", chat_id=group.id, text="x", reply_markup=keyboard([button()]))
    await api("restrictChatMember", chat_id=group.id, user_id=ben.id, permissions={})
    await ben.within(group).taps("Go", answer_within=0)
    assert await heard(api) == ["callback_query"]
    with pytest.raises(ValueError, match="may not react"):
        await ben.within(group).reacts(group.messages[-1], "👍")


async def test_a_restriction_ends(api: Api, ben: Person, group: Group, clock: ManualClock) -> None:
    until = int(clock.now()) + 3600
    await api("restrictChatMember", chat_id=group.id, user_id=ben.id, permissions={}, until_date=until)
    with pytest.raises(ValueError, match="may not send messages"):
        await ben.within(group).says("not yet")
    clock.advance(3601)
    assert (await ben.within(group).says("now")).text == "now"


async def test_what_nobody_may_only_leaders_may(api: Api, anna: Person, ben: Person, group: Group) -> None:
    assert (await api("setChatPermissions", chat_id=group.id, permissions={"can_send_messages": True})).result is True
    await ben.within(group).says("words")
    with pytest.raises(ValueError, match="may not send pictures"):
        await ben.within(group).sends_photo()
    assert (await anna.within(group).sends_photo()).content["photo"]
    await api("promoteChatMember", chat_id=group.id, user_id=ben.id, can_pin_messages=True)
    assert (await ben.within(group).sends_photo()).content["photo"]


async def test_a_restriction_adds_nothing_to_what_the_group_allows(api: Api, ben: Person, group: Group) -> None:
    await api("setChatPermissions", chat_id=group.id, permissions={"can_send_messages": True})
    permissions = {"can_send_messages": True, "can_send_photos": True}
    await api("restrictChatMember", chat_id=group.id, user_id=ben.id, permissions=permissions)
    with pytest.raises(ValueError, match="may not send pictures"):
        await ben.within(group).sends_photo()


@pytest.mark.parametrize(
    ("permissions", "independent", "allowed"),
    [
        ({"can_send_messages": True}, False, {"can_send_messages", "can_react_to_messages"}),
        ({"can_send_polls": True}, False, {"can_send_polls", "can_send_messages", "can_react_to_messages"}),
        ({"can_send_polls": True}, True, {"can_send_polls"}),
        ({"can_pin_messages": True}, True, {"can_pin_messages", "can_edit_tag", "can_manage_topics"}),
        ({"can_send_messages": True, "can_react_to_messages": False}, False, {"can_send_messages"}),
    ],
)
async def test_some_rights_follow_from_others(
    api: Api, group: Group, permissions: dict[str, bool], independent: bool, allowed: set[str]
) -> None:
    more = {"use_independent_chat_permissions": independent}
    await api("setChatPermissions", chat_id=group.id, permissions=permissions, **more)
    shown = (await api("getChat", chat_id=group.id)).result["permissions"]
    assert {right for right, holds in shown.items() if holds} == allowed


async def test_other_messages_mean_every_kind_unless_each_is_meant_by_itself(api: Api, group: Group) -> None:
    for independent, count in ((False, 9), (True, 1)):
        await api(
            "setChatPermissions",
            chat_id=group.id,
            permissions={"can_send_other_messages": True},
            use_independent_chat_permissions=independent,
        )
        shown = (await api("getChat", chat_id=group.id)).result["permissions"]
        assert sum(shown.values()) == count
