"""How people pay on the page and in tests: the Pay button, the form it opens, and what they hear when it fails."""

import asyncio
from typing import Any

import pytest

from playground import Person, Playground
from tests.playground.conftest import Api, Page, button, keyboard
from tests.playground.test_payments import CARD, STARS, asked, invoice

PAY = button("Pay now", pay=True)
OPTIONS = [
    {"id": "slow", "title": "Slow", "prices": [{"label": "Post", "amount": 10}]},
    {"id": "fast", "title": "Fast", "prices": [{"label": "Courier", "amount": 25}]},
]


async def consents(api: Api) -> dict[str, Any]:
    query = await asked(api, "pre_checkout_query")
    assert (await api("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)).result is True
    return query


@pytest.mark.parametrize(
    ("fields", "label"),
    [
        (STARS, "Pay ⭐️50"),
        (CARD | {"currency": "USD", "prices": [{"label": "Tip", "amount": 1250}]}, "Pay $12.50"),
        (CARD | {"currency": "JPY", "prices": [{"label": "Tip", "amount": 1250}]}, "Pay ¥1,250"),
    ],
)
async def test_a_plain_invoice_has_a_pay_button_that_pays(
    api: Api, anna: Person, fields: dict[str, Any], label: str
) -> None:
    sent = (await api("sendInvoice", chat_id=anna.id, **fields)).result
    assert sent["reply_markup"]["inline_keyboard"] == [[{"text": label, "pay": True}]]
    paying = asyncio.create_task(anna.taps(label))
    await consents(api)
    await paying
    assert "successful_payment" in (await api("getUpdates")).result[-1]["message"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([[button()]], "REPLY_MARKUP_BUY_EMPTY"),
        ([[button(), PAY]], "BUTTON_POS_INVALID"),
        ([[button()], [PAY]], "BUTTON_POS_INVALID"),
        ([[PAY], [PAY]], "BUTTON_POS_INVALID"),
    ],
)
async def test_the_first_button_of_an_invoice_is_pay(api: Api, anna: Person, rows: Any, sentence: str) -> None:
    reply = await api("sendInvoice", chat_id=anna.id, **STARS, reply_markup=keyboard(*rows))
    assert reply.sentence == sentence
    good = (await api("sendInvoice", chat_id=anna.id, **STARS, reply_markup=keyboard([PAY, button()]))).result
    place = {"chat_id": anna.id, "message_id": good["message_id"]}
    assert (await api("editMessageReplyMarkup", **place, reply_markup=keyboard(*rows))).sentence == sentence
    assert (await api("editMessageReplyMarkup", **place)).result["reply_markup"]["inline_keyboard"][0][0]["pay"] is True


async def test_nothing_but_an_invoice_has_a_pay_button(api: Api, anna: Person) -> None:
    markup = keyboard([PAY])
    assert (await api("sendMessage", chat_id=anna.id, text="x", reply_markup=markup)).sentence == "BUTTON_TYPE_INVALID"
    sent = (await api("sendMessage", chat_id=anna.id, text="x")).result
    place = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert (await api("editMessageReplyMarkup", **place, reply_markup=markup)).sentence == "BUTTON_TYPE_INVALID"


async def test_a_flexible_invoice_is_paid_with_a_test_address(api: Api, page: Page, anna: Person) -> None:
    message = await invoice(api, anna, **(CARD | {"is_flexible": True, "need_name": True}))
    paying = asyncio.create_task(page.act(anna, "pays", message_id=message.message_id, shipping_option="fast"))
    query = await asked(api, "shipping_query")
    assert query["shipping_address"]["country_code"] == "PL"
    await api("answerShippingQuery", shipping_query_id=query["id"], ok=True, shipping_options=OPTIONS)
    consent = await consents(api)
    assert (consent["total_amount"], consent["order_info"]["name"]) == (75, "Anna")
    assert await paying == (200, {"done": True})


async def test_the_page_hears_why_a_payment_was_declined(api: Api, page: Page, anna: Person) -> None:
    message = await invoice(api, anna)
    paying = asyncio.create_task(page.act(anna, "pays", message_id=message.message_id))
    query = await asked(api, "pre_checkout_query")
    said = "This job is cancelled, nothing is to be paid."
    await api("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=False, error_message=said)
    assert await paying == (400, {"error": said})


async def test_the_page_hears_that_the_bot_never_answered(
    api: Api, page: Page, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Person, "consent_within", 0.05)
    message = await invoice(api, anna)
    code, body = await page.act(anna, "pays", message_id=message.message_id)
    assert (code, body["error"]) == (400, "The payment failed: the bot did not answer in time.")


async def test_an_invoice_of_a_message_is_paid_once_and_one_by_link_again(
    api: Api, page: Page, anna: Person, playground: Playground
) -> None:
    message = await invoice(api, anna)
    link = (await api("createInvoiceLink", **STARS)).result
    for act in ({"message_id": message.message_id}, {"link": link}, {"link": link}):
        paying = asyncio.create_task(page.act(anna, "pays", **act))
        await consents(api)
        assert await paying == (200, {"done": True})
        playground.world.state.updates.clear()
    again = await page.act(anna, "pays", message_id=message.message_id)
    assert again == (400, {"error": "this invoice is paid already"})
    words = await anna.says("no invoice")
    assert (await page.act(anna, "pays", message_id=words.message_id))[1]["error"].startswith(
        "there is no invoice here"
    )


async def test_a_button_with_an_invoices_link_pays(api: Api, anna: Person) -> None:
    link = (await api("createInvoiceLink", **STARS)).result
    await api("sendMessage", chat_id=anna.id, text="Tip?", reply_markup=keyboard([button("Leave a tip", url=link)]))
    paying = asyncio.create_task(anna.taps("Leave a tip"))
    await consents(api)
    await paying
    assert "successful_payment" in (await api("getUpdates")).result[-1]["message"]
