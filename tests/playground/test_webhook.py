"""Updates posted to the bot: secret, order, retries, answers carried out."""

import asyncio
import json
from typing import Any

import pytest
from aiohttp import web

from playground import ManualClock, Person, Playground
from tests.playground.conftest import Api, Hook, button, keyboard


async def test_updates_are_posted_as_json(api: Api, hook: Hook, anna: Person, playground: Playground) -> None:
    await api("setWebhook", url=hook.url)
    await anna.says("hello")
    await playground.settled()
    assert hook.texts() == ["hello"]
    assert hook.headers[0]["Content-Type"] == "application/json"
    assert "update_id" in hook.posted[0]


async def test_the_secret_is_in_its_header(api: Api, hook: Hook, anna: Person) -> None:
    await api("setWebhook", url=hook.url, secret_token="s3cret_-")
    await anna.says("hello")
    await hook.until(1)
    assert hook.headers[0]["X-Telegram-Bot-Api-Secret-Token"] == "s3cret_-"


@pytest.mark.parametrize(
    ("secret", "sentence"),
    [
        ("x" * 257, "secret token is too long"),
        ("with space", "secret token contains unallowed characters"),
        ("ключ", "secret token contains unallowed characters"),
    ],
)
async def test_bad_secrets_are_refused(api: Api, secret: str, sentence: str) -> None:
    assert (await api("setWebhook", url="https://127.0.0.1/h", secret_token=secret)).sentence == sentence


async def test_256_characters_are_a_good_secret(api: Api) -> None:
    assert (await api("setWebhook", url="https://127.0.0.1:1/h", secret_token="x" * 256)).result is True


@pytest.mark.parametrize("url", ["ftp://x", "https://", "https://[", "[[]]"])
async def test_bad_addresses_are_refused(api: Api, url: str) -> None:
    assert (await api("setWebhook", url=url)).sentence == "invalid webhook URL specified"


async def test_what_waited_is_posted_when_a_webhook_is_set(api: Api, hook: Hook, anna: Person) -> None:
    await anna.says("earlier")
    await api("setWebhook", url=hook.url)
    await hook.until(1)
    assert hook.texts() == ["earlier"]


async def test_what_waited_can_be_dropped(api: Api, hook: Hook, anna: Person, playground: Playground) -> None:
    await anna.says("earlier")
    await api("setWebhook", url=hook.url, drop_pending_updates=True)
    await anna.says("later")
    await playground.settled()
    assert hook.texts() == ["later"]


async def test_a_chat_is_in_order_and_others_go_beside_it(
    api: Api, hook: Hook, anna: Person, playground: Playground
) -> None:
    ben = playground.person("Ben")
    held = asyncio.Event()

    async def hold_anna(update: dict[str, Any]) -> web.StreamResponse:
        if update["message"]["text"] == "anna 1":
            await held.wait()
        return web.Response()

    hook.answer = hold_anna
    await api("setWebhook", url=hook.url)
    await anna.says("anna 1")
    await anna.says("anna 2")
    await ben.says("ben 1")
    await hook.until(2)
    assert sorted(hook.texts()) == ["anna 1", "ben 1"]
    held.set()
    await hook.until(3)
    assert hook.texts()[-1] == "anna 2"


async def test_presses_have_their_own_lane(api: Api, hook: Hook, anna: Person) -> None:
    held = asyncio.Event()

    async def hold_messages(update: dict[str, Any]) -> web.StreamResponse:
        if "message" in update:
            await held.wait()
        return web.Response()

    hook.answer = hold_messages
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    await api("setWebhook", url=hook.url)
    await anna.says("held")
    await anna.taps("Go", answer_within=0)
    await hook.until(2)
    assert "callback_query" in hook.posted[1]
    held.set()


async def test_a_failing_update_holds_back_its_own_chat_and_comes_again(
    api: Api, hook: Hook, anna: Person, playground: Playground
) -> None:
    failures = iter((500, 503))

    async def fail_first(update: dict[str, Any]) -> web.StreamResponse:
        first = update["message"]["text"] == "first"
        return web.Response(status=next(failures, 200) if first else 200)

    hook.answer = fail_first
    await api("setWebhook", url=hook.url)
    await anna.says("first")
    await anna.says("second")
    await playground.settled()
    assert hook.texts() == ["first", "first", "first", "second"]
    info = (await api("getWebhookInfo")).result
    assert info["last_error_message"].startswith("Wrong response from the webhook: 503")
    assert info["pending_update_count"] == 0


async def test_any_2xx_acknowledges(api: Api, hook: Hook, anna: Person, playground: Playground) -> None:
    async def no_content(_: dict[str, Any]) -> web.StreamResponse:
        return web.Response(status=204)

    hook.answer = no_content
    await api("setWebhook", url=hook.url)
    await anna.says("once")
    await playground.settled()
    assert hook.texts() == ["once"]


async def test_an_update_that_grew_too_old_is_dropped(
    api: Api, hook: Hook, anna: Person, clock: ManualClock, playground: Playground
) -> None:
    async def fail(_: dict[str, Any]) -> web.StreamResponse:
        return web.Response(status=500)

    hook.answer = fail
    await api("setWebhook", url=hook.url)
    await anna.says("hopeless")
    await hook.until(2)
    clock.advance(25 * 3600)
    await playground.settled()
    assert playground.world.state.updates == {}


async def test_retry_after_is_honoured(api: Api, hook: Hook, anna: Person, playground: Playground) -> None:
    async def busy(_: dict[str, Any]) -> web.StreamResponse:
        return web.Response(status=429, headers={"Retry-After": "3600"})

    hook.answer = busy
    await api("setWebhook", url=hook.url)
    await anna.says("later")
    await hook.until(1)
    await asyncio.sleep(0.1)
    assert len(hook.posted) == 1
    assert len(playground.world.state.updates) == 1


async def test_an_answer_that_can_not_be_read_acknowledges_too(
    api: Api, hook: Hook, anna: Person, playground: Playground
) -> None:
    async def broken(_: dict[str, Any]) -> web.StreamResponse:
        return web.Response(text="{", content_type="application/json")

    hook.answer = broken
    await api("setWebhook", url=hook.url)
    await anna.says("one")
    await anna.says("two")
    await playground.settled()
    assert hook.texts() == ["one", "two"]
    assert (await api("getWebhookInfo")).result["last_error_message"].startswith("Wrong response from the webhook: ")


async def test_a_method_in_the_answer_is_carried_out(
    api: Api, hook: Hook, anna: Person, playground: Playground
) -> None:
    async def reply(update: dict[str, Any]) -> web.StreamResponse:
        chat_id = update["message"]["chat"]["id"]
        return web.json_response({"method": "sendMessage", "chat_id": chat_id, "text": "from the answer"})

    hook.answer = reply
    await api("setWebhook", url=hook.url)
    await anna.says("hello")
    await anna.sees("from the answer")
    assert playground.calls.of("sendMessage")[-1].refused is None


async def test_a_multipart_answer_is_carried_out(api: Api, hook: Hook, anna: Person) -> None:
    async def reply(update: dict[str, Any]) -> web.StreamResponse:
        body = (
            '--b\r\nContent-Disposition: form-data; name="method"\r\n\r\nsendMessage\r\n'
            f'--b\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n{update["message"]["chat"]["id"]}\r\n'
            '--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nin parts\r\n--b--\r\n'
        )
        return web.Response(body=body.encode(), headers={"Content-Type": "multipart/form-data; boundary=b"})

    hook.answer = reply
    await api("setWebhook", url=hook.url)
    await anna.says("hello")
    await anna.sees("in parts")


async def test_the_answer_can_not_change_the_webhook(
    api: Api, hook: Hook, anna: Person, playground: Playground
) -> None:
    async def reply(_: dict[str, Any]) -> web.StreamResponse:
        return web.Response(body=json.dumps({"method": "deleteWebhook"}), content_type="application/json")

    hook.answer = reply
    await api("setWebhook", url=hook.url)
    await anna.says("hello")
    await playground.settled()
    assert (await api("getWebhookInfo")).result["url"] == hook.url


async def test_deleting_the_webhook_brings_polling_back(api: Api, hook: Hook, anna: Person) -> None:
    await api("setWebhook", url=hook.url)
    await api("deleteWebhook")
    await anna.says("polled")
    (update,) = (await api("getUpdates")).result
    assert update["message"]["text"] == "polled"
    assert hook.posted == []


async def test_a_restarted_server_delivers_what_waited(
    api: Api, hook: Hook, anna: Person, playground: Playground
) -> None:
    await api("setWebhook", url=hook.url)
    await playground.stop()
    await anna.says("while it was away")
    assert hook.posted == []
    await playground.start()
    await playground.settled()
    assert hook.texts() == ["while it was away"]


async def test_webhook_info_without_a_webhook(api: Api, anna: Person) -> None:
    await anna.says("waiting")
    info = (await api("getWebhookInfo")).result
    assert info == {"url": "", "has_custom_certificate": False, "pending_update_count": 1}
