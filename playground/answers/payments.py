"""Invoices, the questions before a payment, refunds."""

import re
from typing import Any

from aiogram import methods

from playground.answers.placing import charge, drafted, sent, target
from playground.answers.registry import Request, answers
from playground.refusals import bad_request
from playground.world.payments import answer_pre_checkout, answer_shipping, invoice_key, keep_invoice, refund
from playground.world.rendering import message_json
from playground.world.state import Json
from playground.world.telegram_json import as_json

STARS = "XTR"
_SHOWN = ("title", "description", "currency")


def _invoice(request: Request[Any]) -> Json:
    """Return an invoice as it is kept, or raise what is wrong with it."""
    arguments = request.arguments
    for name in ("title", "description", "payload", "currency"):
        if not getattr(arguments, name):
            raise bad_request(f'Parameter "{name}" is required')
    if len(arguments.title) > 32:
        raise bad_request("INVOICE_TITLE_INVALID")
    if len(arguments.description) > 255:
        raise bad_request("INVOICE_DESCRIPTION_INVALID")
    if len(arguments.payload.encode()) > 128:
        raise bad_request("INVOICE_PAYLOAD_INVALID")
    prices = [as_json(price) for price in arguments.prices]
    _check_prices(prices)
    in_stars = _check_provider(arguments, prices)
    invoice = {name: getattr(arguments, name) for name in ("title", "description", "payload", "currency")}
    flexible = bool(arguments.is_flexible) and not in_stars
    return invoice | {"prices": prices, "is_flexible": flexible, "needs": [] if in_stars else _needs(arguments)}


def _needs(arguments: Any) -> list[str]:
    """Return which fields of an OrderInfo the payer has to fill in; ways of shipping depend on the address."""
    asked = {
        "name": arguments.need_name,
        "phone_number": arguments.need_phone_number,
        "email": arguments.need_email,
        "shipping_address": arguments.need_shipping_address or arguments.is_flexible,
    }
    return [field for field, wanted in asked.items() if wanted]


def _check_prices(prices: list[Json]) -> None:
    if not prices:
        raise bad_request("There must be at least one price")
    if any(not price["label"] for price in prices):
        raise bad_request("Can't parse labeled price: LabeledPrice label must be non-empty")
    if sum(price["amount"] for price in prices) <= 0:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")


def _check_provider(arguments: Any, prices: list[Json]) -> bool:
    """Say whether it is paid in Stars; raise when the provider does not fit the currency."""
    if arguments.currency == STARS:
        if len(prices) != 1 or arguments.provider_token or arguments.max_tip_amount:
            raise bad_request("STARS_INVOICE_INVALID")
        return True
    if not re.fullmatch(r"[A-Z]{3}", arguments.currency):
        raise bad_request("CURRENCY_INVALID")
    if not re.fullmatch(r"[0-9]+:[A-Za-z]+:.+", arguments.provider_token or ""):
        raise bad_request("PAYMENT_PROVIDER_INVALID")
    return False


@answers(methods.SendInvoice)
def send_invoice(request: Request[methods.SendInvoice]) -> Json:
    """Send an invoice as a message with a Pay button."""
    invoice = _invoice(request)
    chat = target(request)
    shown = {name: invoice[name] for name in _SHOWN} | {
        "start_parameter": request.arguments.start_parameter or "",
        "total_amount": sum(price["amount"] for price in invoice["prices"]),
    }
    draft = drafted(request, chat, {"invoice": shown})
    charge(request, chat)
    message = sent(request, chat, draft)
    keep_invoice(request.world, invoice_key(chat.id, message.message_id), invoice)
    return message_json(request.world, message)


@answers(methods.CreateInvoiceLink)
def create_invoice_link(request: Request[methods.CreateInvoiceLink]) -> str:
    """Return a link under which an invoice can be paid."""
    invoice = _invoice(request)
    link = f"https://t.me/${request.world.dice.getrandbits(80):020x}"
    keep_invoice(request.world, link, invoice)
    return link


@answers(methods.AnswerShippingQuery)
def answer_shipping_query(request: Request[methods.AnswerShippingQuery]) -> bool:
    """Say how an order can be shipped, or why it can't be."""
    arguments = request.arguments
    options = [as_json(option) for option in arguments.shipping_options or []]
    if arguments.ok and not options:
        raise bad_request("There must be at least one shipping option")
    problem = _problem(arguments)
    answer_shipping(request.world, arguments.shipping_query_id, options, problem)
    return True


@answers(methods.AnswerPreCheckoutQuery)
def answer_pre_checkout_query(request: Request[methods.AnswerPreCheckoutQuery]) -> bool:
    """Consent to a payment, or say why not."""
    answer_pre_checkout(request.world, request.arguments.pre_checkout_query_id, _problem(request.arguments))
    return True


def _problem(arguments: Any) -> str | None:
    """Return why the bot says no (None when it says yes)."""
    if arguments.ok:
        return None
    if not arguments.error_message:
        raise bad_request('Parameter "error_message" is required')
    return str(arguments.error_message)


@answers(methods.RefundStarPayment)
def refund_star_payment(request: Request[methods.RefundStarPayment]) -> bool:
    """Give Stars back."""
    refund(request.world, request.arguments.user_id, request.arguments.telegram_payment_charge_id)
    return True
