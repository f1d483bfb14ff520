"""Invoices, questions before a payment, refunds."""

import asyncio
from typing import Any

import pytest

from playground import ManualClock, Person
from playground.paying import Payment
from playground.world.state import Message
from tests.playground.conftest import Api

STARS: dict[str, Any] = {
    "title": "Tip",
    "description": "Thanks",
    "payload": "order-7",
    "currency": "XTR",
    "prices": [{"label": "Tip", "amount": 50}],
}
CARD: dict[str, Any] = STARS | {"currency": "PLN", "provider_token": "123:TEST:abc"}
ADDRESS = {
    "country_code": "PL",
    "state": "",
    "city": "Warszawa",
    "street_line1": "Prosta 1",
    "street_line2": "",
    "post_code": "00-001",
}


async def invoice(api: Api, anna: Person, **fields: Any) -> Message:
    sent = (await api("sendInvoice", chat_id=anna.id, **(STARS | fields))).result
    return anna.chat.record.messages[sent["message_id"]]


async def asked(api: Api, kind: str) -> dict[str, Any]:
    updates = (await api("getUpdates", timeout=5)).result
    query: dict[str, Any] = updates[-1][kind]
    await api("getUpdates", offset=updates[-1]["update_id"] + 1)
    return query


async def test_an_invoice_is_a_message(api: Api, anna: Person) -> None:
    sent = (await api("sendInvoice", chat_id=anna.id, **STARS)).result
    assert sent["invoice"] == {
        "title": "Tip",
        "description": "Thanks",
        "start_parameter": "",
        "currency": "XTR",
        "total_amount": 50,
    }


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": ""}, 'parameter "title" is required'),
        ({"description": ""}, 'parameter "description" is required'),
        ({"payload": ""}, 'parameter "payload" is required'),
        ({"currency": ""}, 'parameter "currency" is required'),
        ({"title": "x" * 33}, "INVOICE_TITLE_INVALID"),
        ({"description": "x" * 256}, "INVOICE_DESCRIPTION_INVALID"),
        ({"payload": "ы" * 65}, "INVOICE_PAYLOAD_INVALID"),
        ({"prices": []}, "there must be at least one price"),
        ({"prices": [{"label": "", "amount": 1}]}, "can't parse labeled price: LabeledPrice label must be non-empty"),
        ({"prices": [{"label": "x"}]}, "can't parse labeled price: Can't find field \"amount\""),
        ({"prices": [{"label": "x", "amount": 0}]}, "CURRENCY_TOTAL_AMOUNT_INVALID"),
        ({"prices": STARS["prices"] * 2}, "STARS_INVOICE_INVALID"),
        ({"provider_token": "1:TEST:x"}, "STARS_INVOICE_INVALID"),
        ({"currency": "PLN"}, "PAYMENT_PROVIDER_INVALID"),
        ({"currency": "zloty", "provider_token": "1:TEST:x"}, "CURRENCY_INVALID"),
    ],
)
async def test_bad_invoices(api: Api, anna: Person, fields: dict[str, Any], sentence: str) -> None:
    assert (await api("sendInvoice", chat_id=anna.id, **(STARS | fields))).sentence == sentence


async def test_the_longest_good_invoice(api: Api, anna: Person) -> None:
    fields = {"title": "x" * 32, "description": "x" * 255, "payload": "x" * 128}
    assert (await api("sendInvoice", chat_id=anna.id, **(CARD | fields))).status == 200


async def test_a_payment_that_the_bot_consents_to(api: Api, anna: Person) -> None:
    message = await invoice(api, anna)
    paying = asyncio.create_task(anna.pays(message))
    query = await asked(api, "pre_checkout_query")
    assert (query["currency"], query["total_amount"], query["invoice_payload"]) == ("XTR", 50, "order-7")
    assert (await api("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)).result is True
    payment = await paying
    assert payment.paid
    (update,) = (await api("getUpdates")).result
    paid = update["message"]["successful_payment"]
    assert paid["telegram_payment_charge_id"] == payment.charge_id
    assert (paid["invoice_payload"], paid["total_amount"]) == ("order-7", 50)


async def test_a_payment_that_the_bot_declines(api: Api, anna: Person) -> None:
    message = await invoice(api, anna)
    paying = asyncio.create_task(anna.pays(message))
    query = await asked(api, "pre_checkout_query")
    answer = {"pre_checkout_query_id": query["id"], "ok": False}
    assert (await api("answerPreCheckoutQuery", **answer)).sentence == 'parameter "error_message" is required'
    await api("answerPreCheckoutQuery", **answer, error_message="The job is cancelled")
    assert await paying == Payment(problem="The job is cancelled")


async def test_consent_after_ten_seconds_is_too_late(api: Api, anna: Person, clock: ManualClock) -> None:
    message = await invoice(api, anna)
    paying = asyncio.create_task(anna.pays(message, within=0.1))
    query = await asked(api, "pre_checkout_query")
    clock.advance(11)
    reply = await api("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    assert reply.sentence == "query is too old and response timeout expired or query ID is invalid"
    assert await paying == Payment()


async def test_shipping_changes_the_price(api: Api, anna: Person) -> None:
    message = await invoice(api, anna, **(CARD | {"is_flexible": True}))
    info = {"name": "Anna", "shipping_address": ADDRESS}
    paying = asyncio.create_task(anna.pays(message, order_info=info, shipping_option="fast"))
    query = await asked(api, "shipping_query")
    assert query["shipping_address"]["city"] == "Warszawa"
    none = await api("answerShippingQuery", shipping_query_id=query["id"], ok=True)
    assert none.sentence == "there must be at least one shipping option"
    options = [{"id": "fast", "title": "Fast", "prices": [{"label": "Courier", "amount": 25}]}]
    await api("answerShippingQuery", shipping_query_id=query["id"], ok=True, shipping_options=options)
    consent = await asked(api, "pre_checkout_query")
    assert (consent["total_amount"], consent["shipping_option_id"]) == (75, "fast")
    await api("answerPreCheckoutQuery", pre_checkout_query_id=consent["id"], ok=True)
    assert (await paying).paid


async def test_an_address_that_is_not_served(api: Api, anna: Person) -> None:
    message = await invoice(api, anna, **(CARD | {"is_flexible": True}))
    paying = asyncio.create_task(anna.pays(message, order_info={"shipping_address": ADDRESS}))
    query = await asked(api, "shipping_query")
    await api("answerShippingQuery", shipping_query_id=query["id"], ok=False, error_message="Too far")
    assert await paying == Payment(problem="Too far")


async def test_an_invoice_by_link(api: Api, anna: Person) -> None:
    link = (await api("createInvoiceLink", **STARS)).result
    assert link.startswith("https://t.me/$")
    paying = asyncio.create_task(anna.pays(link))
    query = await asked(api, "pre_checkout_query")
    await api("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    assert (await paying).paid


async def test_stars_are_refunded_once(api: Api, anna: Person) -> None:
    message = await invoice(api, anna)
    paying = asyncio.create_task(anna.pays(message))
    query = await asked(api, "pre_checkout_query")
    await api("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    refund = {"user_id": anna.id, "telegram_payment_charge_id": (await paying).charge_id}
    assert (await api("refundStarPayment", **refund)).result is True
    assert (await api("refundStarPayment", **refund)).sentence == "CHARGE_ALREADY_REFUNDED"
    assert (await api("refundStarPayment", **refund | {"user_id": 1})).sentence == "CHARGE_ID_INVALID"
    update = (await api("getUpdates")).result[-1]
    assert update["message"]["refunded_payment"]["total_amount"] == 50
