"""Inline and reply keyboards: what is taken and what is not."""

from typing import Any

import pytest

from playground import Person, Playground
from tests.playground.conftest import Api, button, keyboard


async def refused(api: Api, anna: Person, markup: Any) -> str:
    return (await api("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)).sentence


async def test_callback_data_holds_64_bytes(api: Api, anna: Person) -> None:
    for data in ("x", "x" * 64, "ы" * 32):
        good = keyboard([button(callback_data=data)])
        assert (await api("sendMessage", chat_id=anna.id, text="x", reply_markup=good)).status == 200
    for data in ("x" * 65, "ы" * 33):
        assert await refused(api, anna, keyboard([button(callback_data=data)])) == "BUTTON_DATA_INVALID"


@pytest.mark.parametrize(
    ("one", "sentence"),
    [
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "x", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"callback_data": "x"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": "", "callback_data": "x"}, "inline keyboard button text must be non-empty"),
        ("x", "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (
            {"text": "x", "callback_data": "y", "style": "huge"},
            "can't parse inline keyboard button: invalid button style specified",
        ),
        (
            {"text": "x", "callback_data": 7},
            'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
        ),
        (
            {"text": "x", "web_app": "shop"},
            'can\'t parse inline keyboard button: Field "web_app" must be of type Object',
        ),
        ({"text": "x", "web_app": {}}, "can't parse inline keyboard button: Can't find field \"url\""),
        ({"text": "x", "pay": "now"}, 'can\'t parse inline keyboard button: Field "pay" must be of type Boolean'),
        (
            {"text": "x", "copy_text": {"text": 7}},
            'can\'t parse inline keyboard button: Field "text" must be of type String',
        ),
        (
            {"text": "x", "url": "nowhere"},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
    ],
)
async def test_bad_inline_buttons(api: Api, anna: Person, one: Any, sentence: str) -> None:
    assert await refused(api, anna, {"inline_keyboard": [[one]]}) == sentence


@pytest.mark.parametrize(
    ("markup", "sentence"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([], "object expected as reply markup"),
        ({"inline_keyboard": {}}, 'field "inline_keyboard" must be of type Array'),
        (
            {"inline_keyboard": [{}]},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        ({"keyboard": [{}]}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[7]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        ({"keyboard": [[{"text": ""}]]}, "keyboard button text must be non-empty"),
        (
            {"keyboard": [[{"text": "x", "request_contact": "?"}]]},
            'can\'t parse keyboard button: Field "request_contact" must be of type Boolean',
        ),
        ({"keyboard": [["x"]], "resize_keyboard": []}, 'field "resize_keyboard" must be of type Boolean'),
        ({"remove_keyboard": "yes"}, 'field "remove_keyboard" must be of type Boolean'),
    ],
)
async def test_bad_markups(api: Api, anna: Person, markup: Any, sentence: str) -> None:
    assert await refused(api, anna, markup) == sentence


async def test_a_hundred_buttons_and_no_more(api: Api, anna: Person) -> None:
    rows = [[button(str(number))] for number in range(100)]
    assert (await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard(*rows))).status == 200
    assert await refused(api, anna, keyboard(*rows, [button()])) == "reply markup is too long"


async def test_a_markup_of_many_bytes(api: Api, anna: Person) -> None:
    rows = [[button("x" * 200)] for _ in range(60)]
    assert await refused(api, anna, keyboard(*rows)) == "reply markup is too long"


async def test_styles_links_and_copied_texts(api: Api, anna: Person) -> None:
    row = [
        button("A", callback_data="a", style="danger"),
        button("B", url="example.com"),
        button("C", copy_text={"text": "4711"}),
    ]
    sent = (await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard(row))).result
    assert sent["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "A", "callback_data": "a", "style": "danger"},
            {"text": "B", "url": "http://example.com/"},
            {"text": "C", "copy_text": {"text": "4711"}},
        ]
    ]
    await anna.taps("C")
    assert anna.clipboard == "4711"


async def test_an_empty_keyboard_is_none(api: Api, anna: Person) -> None:
    sent = await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard())
    assert "reply_markup" not in sent.result


async def test_a_reply_keyboard_stays_until_removed(api: Api, anna: Person) -> None:
    markup = {"keyboard": [["Yes", {"text": "No", "style": "danger"}]], "resize_keyboard": True}
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup=markup)
    await api("sendMessage", chat_id=anna.id, text="still")
    assert anna.keys() == ["Yes", "No"]
    await anna.presses("No")
    (update,) = (await api("getUpdates")).result
    assert update["message"]["text"] == "No"
    await api("sendMessage", chat_id=anna.id, text="done", reply_markup={"remove_keyboard": True})
    assert anna.keys() == []


@pytest.mark.parametrize(
    ("asks", "sentence"),
    [
        ("request_contact", "phone number can be requested in private chats only"),
        ("request_location", "location can be requested in private chats only"),
    ],
)
async def test_groups_are_not_asked_for_private_things(
    api: Api, anna: Person, playground: Playground, asks: str, sentence: str
) -> None:
    group = await playground.group("Team", [anna])
    markup = {"keyboard": [[{"text": "Share", asks: True}]]}
    reply = await api("sendMessage", chat_id=group.id, text="x", reply_markup=markup)
    assert reply.sentence == sentence
    assert (await api("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)).status == 200


async def test_contact_and_location_keys_send_what_they_ask_for(api: Api, anna: Person) -> None:
    row = [{"text": "My number", "request_contact": True}, {"text": "Here", "request_location": True}]
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup={"keyboard": [row]})
    await anna.presses("My number")
    await anna.presses("Here", at=(52.1, 21.2))
    contact, location = (update["message"] for update in (await api("getUpdates")).result)
    assert contact["contact"]["user_id"] == contact["from"]["id"] == anna.id
    assert location["location"] == {"latitude": 52.1, "longitude": 21.2}
