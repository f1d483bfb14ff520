"""Texts and captions: empty, long, formatted."""

import pytest

from playground import Person
from tests.playground.conftest import Api, button, keyboard


async def sent(api: Api, anna: Person, text: str, **more: object) -> dict[str, object]:
    result: dict[str, object] = (await api("sendMessage", chat_id=anna.id, text=text, **more)).result
    return result


async def refused(api: Api, anna: Person, text: str, **more: object) -> str:
    return (await api("sendMessage", chat_id=anna.id, text=text, **more)).sentence


async def test_no_text(api: Api, anna: Person) -> None:
    assert await refused(api, anna, "") == "message text is empty"
    assert (await api("sendMessage", chat_id=anna.id)).sentence == "message text is empty"


@pytest.mark.parametrize("text", ["   ", "\n\n", "<b> </b>", "&#32;"])
async def test_only_white_space(api: Api, anna: Person, text: str) -> None:
    assert await refused(api, anna, text, parse_mode="HTML") == "text must be non-empty"


@pytest.mark.parametrize("method", ["sendMessage", "editMessageText", "editMessageCaption", "sendPhoto"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("سلام <foo>", 'Unsupported start tag "foo" at byte offset 9'),
        ("<b></i>", 'Unmatched end tag at byte offset 3, expected "</b>", found "</i>"'),
        ("</b>", "Unexpected end tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_markup_that_can_not_be_read(api: Api, anna: Person, method: str, text: str, sentence: str) -> None:
    photo = (await api.upload("sendPhoto", "photo", b"picture", chat_id=anna.id)).result
    named = "caption" if method in {"editMessageCaption", "sendPhoto"} else "text"
    more = {"message_id": photo["message_id"], "photo": photo["photo"][-1]["file_id"]}
    reply = await api(method, chat_id=anna.id, parse_mode="HTML", **{named: text}, **more)
    assert reply.sentence == f"can't parse entities: {sentence}"


async def test_4096_characters_after_the_markup_are_read(api: Api, anna: Person) -> None:
    text = (await sent(api, anna, f"<b>{'x' * 4096}</b>", parse_mode="HTML"))["text"]
    assert isinstance(text, str)
    assert len(text) == 4096
    assert await refused(api, anna, "x" * 4097) == "message is too long"


async def test_characters_count_not_bytes(api: Api, anna: Person) -> None:
    assert (await sent(api, anna, "ы" * 4096))["text"] == "ы" * 4096


async def test_a_long_edit_is_refused_with_the_raw_words(api: Api, anna: Person) -> None:
    message_id = (await sent(api, anna, "x"))["message_id"]
    reply = await api("editMessageText", chat_id=anna.id, message_id=message_id, text="x" * 4097)
    assert reply.sentence == "MESSAGE_TOO_LONG"


async def test_a_source_over_32_kilobytes(api: Api, anna: Person) -> None:
    assert await refused(api, anna, "<b></b>" * 5000, parse_mode="HTML") == "text is too long"


async def test_captions_hold_1024_characters(api: Api, anna: Person) -> None:
    good = await api.upload("sendPhoto", "photo", b"picture", chat_id=anna.id, caption="x" * 1024)
    assert len(good.result["caption"]) == 1024
    bad = await api.upload("sendPhoto", "photo", b"picture", chat_id=anna.id, caption="x" * 1025)
    assert bad.sentence == "message caption is too long"


@pytest.mark.parametrize("mode", ["Markdown", "MarkdownV2", "bbcode"])
async def test_other_markup_is_not_spoken_here(api: Api, anna: Person, mode: str) -> None:
    assert await refused(api, anna, "x", parse_mode=mode) == "unsupported parse_mode"


async def test_the_mode_ignores_case(api: Api, anna: Person) -> None:
    assert (await sent(api, anna, "<i>x</i>", parse_mode="html"))["text"] == "x"


async def test_offsets_count_utf16_units(api: Api, anna: Person) -> None:
    message = await sent(api, anna, "😀 <b>سلام 😀</b>", parse_mode="HTML")
    assert message["entities"] == [{"type": "bold", "offset": 3, "length": 7}]


async def test_ends_are_trimmed(api: Api, anna: Person) -> None:
    message = await sent(api, anna, "\n  <b>bold</b> text \n ", parse_mode="HTML")
    assert message["text"] == "bold text"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


async def test_entities_may_come_by_themselves(api: Api, anna: Person) -> None:
    entities = [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 50}]
    message = await sent(api, anna, "bold", entities=entities)
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 2}]


async def test_markup_goes_before_entities(api: Api, anna: Person) -> None:
    entities = [{"type": "italic", "offset": 0, "length": 1}]
    message = await sent(api, anna, "<b>x</b>", parse_mode="HTML", entities=entities)
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]


async def test_links_commands_and_mentions_are_found(api: Api, anna: Person) -> None:
    message = await sent(
        api, anna, "/help @anna #tag https://example.com/a?b. me@example.com <code>/no</code>", parse_mode="HTML"
    )
    assert isinstance(message["entities"], list)
    assert [entity["type"] for entity in message["entities"]] == [
        "bot_command",
        "mention",
        "hashtag",
        "url",
        "email",
        "code",
    ]


async def test_a_mention_by_id_names_the_person(api: Api, anna: Person) -> None:
    message = await sent(api, anna, f'<a href="tg://user?id={anna.id}">you</a>', parse_mode="HTML")
    assert isinstance(message["entities"], list)
    assert message["entities"][0]["user"]["first_name"] == "Anna"


async def test_replies(api: Api, anna: Person) -> None:
    question = await anna.says("question")
    reply = await sent(api, anna, "answer", reply_parameters={"message_id": question.message_id})
    assert isinstance(reply["reply_to_message"], dict)
    assert reply["reply_to_message"]["text"] == "question"


async def test_a_reply_to_nothing(api: Api, anna: Person) -> None:
    gone = {"message_id": 999}
    assert await refused(api, anna, "x", reply_parameters=gone) == "message to be replied not found"
    tolerant = gone | {"allow_sending_without_reply": True}
    assert "reply_to_message" not in await sent(api, anna, "x", reply_parameters=tolerant)
    assert await refused(api, anna, "x", reply_parameters="[") == "can't parse reply parameters JSON object"


async def test_copying_and_forwarding(api: Api, anna: Person, playground: object) -> None:
    original = await anna.says("mine")
    place = {"chat_id": anna.id, "from_chat_id": anna.id, "message_id": original.message_id}
    copied = (await api("copyMessage", **place)).result
    assert copied.keys() == {"message_id"}
    forwarded = (await api("forwardMessage", **place)).result
    assert forwarded["forward_origin"]["sender_user"]["id"] == anna.id
    assert (await api("copyMessage", **place | {"message_id": 999})).sentence == "message to copy not found"
    assert (await api("forwardMessage", **place | {"message_id": 999})).sentence == "message to forward not found"
    many = {"chat_id": anna.id, "from_chat_id": anna.id, "message_ids": [original.message_id, 999]}
    assert len((await api("copyMessages", **many)).result) == 1


async def test_protected_content_is_not_forwarded(api: Api, anna: Person) -> None:
    message_id = (await sent(api, anna, "secret", protect_content=True))["message_id"]
    place = {"chat_id": anna.id, "from_chat_id": anna.id, "message_id": message_id}
    assert (await api("forwardMessage", **place)).sentence == "message has protected content and can't be forwarded"


async def test_typing(api: Api, anna: Person) -> None:
    assert (await api("sendChatAction", chat_id=anna.id, action="typing")).result is True
    reply = await api("sendChatAction", chat_id=anna.id, action="dancing")
    assert reply.sentence == "wrong parameter action in request"


async def test_contacts(api: Api, anna: Person) -> None:
    reply = await api("sendContact", chat_id=anna.id, phone_number="+48123", first_name="Ben")
    assert reply.result["contact"] == {"phone_number": "+48123", "first_name": "Ben"}
    assert (await api("sendContact", chat_id=anna.id, phone_number="+48123")).status == 400


async def test_a_message_with_everything(api: Api, anna: Person) -> None:
    message = await sent(api, anna, "x", reply_markup=keyboard([button()]), message_effect_id="5104841245755180586")
    assert message["effect_id"] == "5104841245755180586"
    assert "reply_markup" in message
