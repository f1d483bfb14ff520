"""Messages changed and deleted."""

from typing import Any

from playground import ManualClock, Person
from tests.playground.conftest import Api, button, keyboard

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current "
    "content and reply markup of the message"
)
TWO_DAYS = 48 * 3600


async def place(api: Api, anna: Person, **more: Any) -> dict[str, Any]:
    message = (await api("sendMessage", chat_id=anna.id, **{"text": "first"} | more)).result
    return {"chat_id": anna.id, "message_id": message["message_id"]}


async def test_an_edit_changes_the_message_in_place(api: Api, anna: Person, clock: ManualClock) -> None:
    where = await place(api, anna)
    clock.advance(10)
    edited = (await api("editMessageText", **where, text="<b>second</b>", parse_mode="HTML")).result
    assert (edited["text"], edited["edit_date"] - edited["date"]) == ("second", 10)
    assert [message.text for message in anna.chat.from_bot] == ["second"]


async def test_nothing_new_is_refused(api: Api, anna: Person) -> None:
    where = await place(api, anna, reply_markup=keyboard([button()]))
    reply = await api("editMessageText", **where, text="first", reply_markup=keyboard([button()]))
    assert reply.sentence == NOT_MODIFIED
    reply = await api("editMessageReplyMarkup", **where, reply_markup=keyboard([button()]))
    assert reply.sentence == NOT_MODIFIED


async def test_other_markup_is_something_new(api: Api, anna: Person) -> None:
    where = await place(api, anna)
    assert (await api("editMessageText", **where, text="<b>first</b>", parse_mode="HTML")).status == 200


async def test_an_edit_without_a_keyboard_takes_it_away(api: Api, anna: Person) -> None:
    where = await place(api, anna, reply_markup=keyboard([button()]))
    edited = (await api("editMessageText", **where, text="second")).result
    assert "reply_markup" not in edited
    assert anna.buttons() == []


async def test_only_the_keyboard_changes(api: Api, anna: Person) -> None:
    where = await place(api, anna)
    edited = (await api("editMessageReplyMarkup", **where, reply_markup=keyboard([button("Other")]))).result
    assert edited["text"] == "first"
    assert "edit_date" not in edited
    assert anna.buttons() == ["Other"]


async def test_a_message_that_is_not_there(api: Api, anna: Person) -> None:
    reply = await api("editMessageText", chat_id=anna.id, message_id=999, text="x")
    assert reply.sentence == "message to edit not found"
    reply = await api("editMessageText", text="x")
    assert reply.sentence == "message identifier is not specified"


async def test_somebody_elses_message(api: Api, anna: Person) -> None:
    hers = await anna.says("mine")
    reply = await api("editMessageText", chat_id=anna.id, message_id=hers.message_id, text="x")
    assert reply.sentence == "message can't be edited"


async def test_a_forwarded_message(api: Api, anna: Person) -> None:
    hers = await anna.says("mine")
    forwarded = await api("forwardMessage", chat_id=anna.id, from_chat_id=anna.id, message_id=hers.message_id)
    reply = await api("editMessageText", chat_id=anna.id, message_id=forwarded.result["message_id"], text="x")
    assert reply.sentence == "message can't be edited"


async def test_a_message_that_brought_a_reply_keyboard(api: Api, anna: Person) -> None:
    for markup in ({"keyboard": [[{"text": "Yes"}]]}, {"remove_keyboard": True}, {"force_reply": True}):
        where = await place(api, anna, reply_markup=markup)
        assert (await api("editMessageText", **where, text="x")).sentence == "message can't be edited"


async def test_no_text_to_edit(api: Api, anna: Person) -> None:
    sent = await api("sendLocation", chat_id=anna.id, latitude=1, longitude=2)
    where = {"chat_id": anna.id, "message_id": sent.result["message_id"]}
    assert (await api("editMessageText", **where, text="x")).sentence == "there is no text in the message to edit"
    assert (await api("editMessageCaption", **where, caption="x")).sentence == (
        "there is no caption in the message to edit"
    )


async def test_an_own_message_may_be_edited_for_ever(api: Api, anna: Person, clock: ManualClock) -> None:
    where = await place(api, anna)
    clock.advance(400 * 24 * 3600)
    assert (await api("editMessageText", **where, text="second")).result["text"] == "second"


async def test_captions_are_edited(api: Api, anna: Person) -> None:
    photo = await api.upload("sendPhoto", "photo", b"p", chat_id=anna.id, caption="one")
    where = {"chat_id": anna.id, "message_id": photo.result["message_id"]}
    assert (await api("editMessageCaption", **where, caption="two")).result["caption"] == "two"
    assert "caption" not in (await api("editMessageCaption", **where)).result


async def test_deleting(api: Api, anna: Person) -> None:
    where = await place(api, anna)
    assert (await api("deleteMessage", **where)).result is True
    assert anna.chat.from_bot == []
    assert (await api("deleteMessage", **where)).sentence == "message to delete not found"


async def test_a_bot_deletes_peoples_messages_in_private(api: Api, anna: Person) -> None:
    hers = await anna.says("oops")
    assert (await api("deleteMessage", chat_id=anna.id, message_id=hers.message_id)).result is True


async def test_private_messages_can_be_deleted_for_two_days(api: Api, anna: Person, clock: ManualClock) -> None:
    where = await place(api, anna)
    clock.advance(TWO_DAYS + 1)
    assert (await api("deleteMessage", **where)).sentence == "message can't be deleted for everyone"


async def test_deleting_many_skips_what_is_gone(api: Api, anna: Person) -> None:
    where = await place(api, anna)
    reply = await api("deleteMessages", chat_id=anna.id, message_ids=[where["message_id"], 999])
    assert reply.result is True
    assert (await api("deleteMessages", chat_id=anna.id)).sentence == "message identifiers are not specified"
    too_many = await api("deleteMessages", chat_id=anna.id, message_ids=list(range(1, 102)))
    assert too_many.sentence == "too many message identifiers specified"


async def test_people_edit_their_messages(api: Api, anna: Person) -> None:
    message = await anna.says("teh tap")
    await anna.edits(message, "the tap")
    updates = (await api("getUpdates")).result
    assert updates[-1]["edited_message"]["text"] == "the tap"
    assert updates[-1]["edited_message"]["edit_date"] >= updates[0]["message"]["date"]
