"""How a call comes in and how its answer goes out."""

import json

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNotFound
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)

from playground import Person, Playground, Settings
from playground.answers import ANSWERS
from tests.playground.conftest import Api, read


async def test_a_good_answer_holds_the_result(api: Api) -> None:
    reply = await api("getMe")
    assert reply.status == 200
    assert reply.body.keys() == {"ok", "result"}
    assert reply.result["is_bot"] is True


async def test_method_names_ignore_case(api: Api) -> None:
    assert (await api("GETME")).result == (await api("getme")).result == (await api("getMe")).result


async def test_an_unknown_method_is_404(api: Api) -> None:
    reply = await api("getMyself")
    assert reply.refusal == (404, "Not Found: method not found")
    assert reply.headers["Content-Type"].startswith("application/json")


async def test_a_method_the_playground_lacks_is_404_and_remarked(api: Api, playground: Playground) -> None:
    assert (await api("sendDice", chat_id=1)).refusal == (404, "Not Found: method not found")
    (call,) = playground.calls.of("sendDice")
    assert call.remarks == ["the Bot API has this method, the playground does not"]


async def test_a_wrong_token_is_401(api: Api) -> None:
    address = f"{api.playground.url}/bot123:wrong/getMe"
    async with api.session.get(address) as response:
        assert (await read(response)).refusal == (401, "Unauthorized: invalid token specified")


async def test_arguments_come_in_the_query(api: Api, anna: Person) -> None:
    assert (await api.get("sendMessage", chat_id=str(anna.id), text="hello")).result["text"] == "hello"


async def test_arguments_come_urlencoded(api: Api, anna: Person) -> None:
    reply = await api.post("sendMessage", data={"chat_id": str(anna.id), "text": "a+b & c"})
    assert reply.result["text"] == "a+b & c"


async def test_arguments_come_as_multipart(api: Api, anna: Person) -> None:
    with aiohttp.MultipartWriter("form-data") as form:
        for name, value in (("chat_id", str(anna.id)), ("text", "parts")):
            form.append(value).set_content_disposition("form-data", name=name)
    assert (await api.post("sendMessage", data=form)).result["text"] == "parts"


async def test_arguments_come_as_json(api: Api, anna: Person) -> None:
    assert (await api("sendMessage", chat_id=anna.id, text="json")).result["text"] == "json"


async def test_structures_may_be_json_within_a_form(api: Api, anna: Person) -> None:
    markup = json.dumps({"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]})
    reply = await api.post("sendMessage", data={"chat_id": str(anna.id), "text": "x", "reply_markup": markup})
    assert reply.result["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "go"


async def test_answers_have_no_nulls(api: Api, anna: Person) -> None:
    reply = await api("sendMessage", chat_id=anna.id, text="plain")
    assert "null" not in json.dumps(reply.body)
    assert reply.result.keys() == {"message_id", "from", "chat", "date", "text"}


async def test_broken_json_is_refused(api: Api) -> None:
    reply = await api.post("sendMessage", data="{", headers={"Content-Type": "application/json"})
    assert reply.status == 400


async def test_half_of_a_surrogate_pair_is_no_json(api: Api, anna: Person) -> None:
    assert (await api("sendMessage", chat_id=anna.id, text="\ud83d\ude00")).result["text"] == "😀"
    assert (await api("sendMessage", chat_id=anna.id, text="\ud83d")).sentence == "can't parse request JSON"
    markup = json.dumps({"inline_keyboard": [[{"text": "\ud83d", "callback_data": "go"}]]})
    reply = await api.post("sendMessage", data={"chat_id": str(anna.id), "text": "x", "reply_markup": markup})
    assert reply.sentence == "can't parse reply keyboard markup JSON object"


UNREADABLE = [
    ("application/json", b"\xff\xfe{"),
    ("application/json; charset=nonsense", b"{}"),
    ("multipart/form-data", b"x"),
    ("multipart/form-data; boundary=b", b"no parts"),
    ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--"),
    ("application/x-www-form-urlencoded", b"text=\xff"),
]


@pytest.mark.parametrize(("kind", "body"), UNREADABLE)
async def test_a_body_that_can_not_be_read_is_refused_and_written_down(
    api: Api, playground: Playground, kind: str, body: bytes
) -> None:
    reply = await api.post("sendMessage", data=body, headers={"Content-Type": kind})
    assert reply.sentence == "can't parse request body"
    assert [call.method for call in playground.calls.refused()] == ["sendMessage"]


async def test_a_mistake_of_the_playground_is_answered_and_shown(
    api: Api, playground: Playground, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("oops")

    monkeypatch.setitem(ANSWERS, "getme", broken)
    assert (await api("getMe")).refusal == (500, "Internal Server Error: restart")
    (call,) = playground.calls.refused()
    assert (call.status, call.remarks) == (500, ["the playground's own mistake: ZeroDivisionError('oops')"])
    assert "ZeroDivisionError: oops" in caplog.text


async def test_an_unknown_argument_is_ignored_and_remarked(api: Api, anna: Person, playground: Playground) -> None:
    assert (await api("sendMessage", chat_id=anna.id, text="x", colour="red")).result["text"] == "x"
    (call,) = playground.calls.remarked()
    assert call.remarks == ["unknown argument: colour"]
    assert call.refused is None


async def test_an_unknown_field_is_remarked_however_deep_it_is(api: Api, anna: Person, playground: Playground) -> None:
    row = [{"text": "Go", "callback_data": "go", "colour": "red"}, {"text": "No", "callback_data": "no", "colour": "x"}]
    media = [{"type": "photo", "media": "x", "captoin": "y"}] * 2
    scope = {"type": "chat", "chat_id": anna.id, "userid": 7}
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup={"inline_keyboard": [row]})
    await api.post("sendMessage", data={"chat_id": anna.id, "text": "x", "reply_markup": json.dumps({"forceReply": 1})})
    await api("sendMediaGroup", chat_id=anna.id, media=media)
    await api("setMyCommands", commands=[{"command": "a", "description": "A", "icon": "b"}], scope=scope)
    assert [remark for call in playground.calls.remarked() for remark in call.remarks] == [
        "unknown argument: reply_markup.inline_keyboard.colour",
        "unknown argument: reply_markup.forceReply",
        "unknown argument: media.captoin",
        "unknown argument: commands.icon",
        "unknown argument: scope.userid",
    ]


async def test_what_aiogram_sends_is_all_known(bot: Bot, anna: Person, playground: Playground) -> None:
    buttons = [
        InlineKeyboardButton(text="Go", callback_data="go", style="danger"),
        InlineKeyboardButton(text="Code", copy_text=CopyTextButton(text="4711")),
    ]
    markup = InlineKeyboardMarkup(inline_keyboard=[buttons])
    sent = await bot.send_message(anna.id, "x", reply_markup=markup)
    preview, reply = LinkPreviewOptions(is_disabled=True), ReplyParameters(message_id=sent.message_id)
    await bot.send_message(anna.id, "y", link_preview_options=preview, reply_parameters=reply)
    await bot.set_my_commands([BotCommand(command="go", description="Go")], BotCommandScopeChat(chat_id=anna.id))
    assert playground.calls.remarked() == []
    assert playground.calls.refused() == []


async def test_an_unknown_argument_can_be_refused(api: Api, anna: Person, settings: Settings) -> None:
    settings.refuse_unknown_arguments = True
    assert (await api("sendMessage", chat_id=anna.id, text="x", colour="red")).sentence == "unknown argument colour"


async def test_every_refusal_is_written_down(api: Api, playground: Playground) -> None:
    await api("sendMessage", chat_id=1, text="x")
    (call,) = playground.calls.refused()
    assert (call.method, call.status, call.refused) == ("sendMessage", 400, "Bad Request: chat not found")
    assert call.arguments == {"chat_id": 1, "text": "x"}
    assert playground.calls.refusals == {"Bad Request: chat not found": 1}


async def test_the_call_log_is_bounded(api: Api, playground: Playground) -> None:
    playground.settings.sizes.calls_kept = 3
    async with Playground(settings=playground.settings) as small:
        caller = Api(small, api.session)
        for _ in range(5):
            await caller("getMe")
        assert (len(small.calls), small.calls.total) == (3, 5)


async def test_aiogram_understands_the_answers(bot: Bot, anna: Person) -> None:
    message = await bot.send_message(anna.id, "<b>bold</b>", parse_mode="HTML")
    assert message.html_text == "<b>bold</b>"
    assert message.chat.id == anna.id


async def test_aiogram_understands_the_refusals(bot: Bot) -> None:
    with pytest.raises(TelegramNotFound):
        await bot.send_dice(1)


async def test_unknown_paths_are_404(api: Api) -> None:
    async with api.session.get(f"{api.playground.url}/anything") as response:
        assert response.status == 404
