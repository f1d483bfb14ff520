"""Invoices and how they are paid: shipping query, pre-checkout query, payment, refund. Money in the smallest unit."""

from aiogram import types

from playground.refusals import bad_request
from playground.world.messages import service_message
from playground.world.permissions import check_present
from playground.world.rendering import user_json
from playground.world.state import Checkout, Json
from playground.world.telegram_json import checked
from playground.world.updates import push
from playground.world.world import World

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def invoice_key(chat_id: int, message_id: int) -> str:
    """Return the name under which the invoice of a message is kept."""
    return f"{chat_id}:{message_id}"


def keep_invoice(world: World, name: str, invoice: Json) -> None:
    """Keep an invoice under its name; the oldest go when there are too many."""
    world.state.invoices[name] = invoice
    while len(world.state.invoices) > world.settings.sizes.payments_kept:
        world.state.invoices.popitem(last=False)


def total_amount(invoice: Json, checkout: Checkout) -> int:
    """Return what is to be paid, with the chosen way of shipping."""
    total = sum(int(price["amount"]) for price in invoice["prices"])
    for option in checkout.shipping_options:
        if option["id"] == checkout.shipping_option_id:
            total += sum(int(price["amount"]) for price in option["prices"])
    return total


def payable(world: World, name: str, user_id: int) -> Json:
    """Return an invoice that somebody may pay; one of a message is paid once, then its button shows the receipt."""
    invoice = world.state.invoices.get(name)
    if invoice is None:
        raise ValueError("there is no invoice here that can be paid")
    mine = (paid for paid in world.state.checkouts.values() if (paid.invoice, paid.user_id) == (name, user_id))
    if not name.startswith("https:") and any(paid.charge_id is not None for paid in mine):
        raise ValueError("this invoice is paid already")
    return invoice


def begin(world: World, user_id: int, chat_id: int, invoice_name: str, order_info: Json | None) -> Checkout:
    """Let somebody press Pay: asks the bot for ways of shipping if the price depends on them, else for its consent."""
    check_present(world, world.chat(chat_id), user_id)
    invoice = payable(world, invoice_name, user_id)
    if invoice["is_flexible"] and not (order_info or {}).get("shipping_address"):
        raise ValueError("this invoice asks for a shipping address")
    checkout = Checkout(
        id=str(world.dice.getrandbits(62)),
        user_id=user_id,
        chat_id=chat_id,
        invoice=invoice_name,
        stage="shipping" if invoice["is_flexible"] else "pre_checkout",
        asked_at=world.now(),
        order_info=order_info,
    )
    world.state.checkouts[checkout.id] = checkout
    while len(world.state.checkouts) > world.settings.sizes.payments_kept:
        world.state.checkouts.popitem(last=False)
    if checkout.stage == "shipping":
        _ask_shipping(world, checkout, invoice)
    else:
        ask_consent(world, checkout)
    return checkout


def _ask_shipping(world: World, checkout: Checkout, invoice: Json) -> None:
    address = (checkout.order_info or {})["shipping_address"]
    body = {
        "id": checkout.id,
        "from": user_json(world.account(checkout.user_id)),
        "invoice_payload": invoice["payload"],
        "shipping_address": address,
    }
    push(world, "shipping_query", checked(types.ShippingQuery, body), lane=f"user:{checkout.user_id}")


def ask_consent(world: World, checkout: Checkout) -> None:
    """Ask the bot whether the payment may go on; it has ten seconds."""
    invoice = world.state.invoices[checkout.invoice]
    checkout.stage, checkout.asked_at = "pre_checkout", world.now()
    body = {
        "id": checkout.id,
        "from": user_json(world.account(checkout.user_id)),
        "currency": invoice["currency"],
        "total_amount": total_amount(invoice, checkout),
        "invoice_payload": invoice["payload"],
    } | _choices(checkout)
    push(world, "pre_checkout_query", checked(types.PreCheckoutQuery, body), lane=f"user:{checkout.user_id}")


def _choices(checkout: Checkout) -> Json:
    chosen: Json = {}
    if checkout.shipping_option_id is not None:
        chosen["shipping_option_id"] = checkout.shipping_option_id
    if checkout.order_info is not None:
        chosen["order_info"] = checkout.order_info
    return chosen


def _asked(world: World, query_id: str, stage: str, seconds: float) -> Checkout:
    checkout = world.state.checkouts.get(query_id)
    if checkout is None or checkout.stage != stage or world.now() - checkout.asked_at > seconds:
        raise bad_request(_TOO_OLD)
    return checkout


def answer_shipping(world: World, query_id: str, options: list[Json], problem: str | None) -> None:
    """Take the bot's ways of shipping, or why there is none."""
    checkout = _asked(world, query_id, "shipping", world.settings.keeping.queries)
    checkout.shipping_options = options
    checkout.stage, checkout.problem = ("failed", problem) if problem else ("choosing", None)
    world.tell("checkout", checkout.chat_id, checkout)


def answer_pre_checkout(world: World, query_id: str, problem: str | None) -> None:
    """Take the bot's consent, which completes the payment, or why it does not consent."""
    checkout = _asked(world, query_id, "pre_checkout", world.settings.keeping.pre_checkout_answer)
    if problem is None:
        _complete(world, checkout)
    else:
        checkout.stage, checkout.problem = "failed", problem
    world.tell("checkout", checkout.chat_id, checkout)


def give_up(world: World, checkout: Checkout) -> None:
    """Let a payment end that was neither consented to nor declined in time."""
    if checkout.stage not in {"paid", "refunded", "failed"}:
        checkout.stage = "failed"
        world.tell("checkout", checkout.chat_id, checkout)


def _complete(world: World, checkout: Checkout) -> None:
    invoice = world.state.invoices[checkout.invoice]
    checkout.stage, checkout.charge_id = "paid", f"charge_{world.dice.getrandbits(64):016x}"
    paid = {
        "currency": invoice["currency"],
        "total_amount": total_amount(invoice, checkout),
        "invoice_payload": invoice["payload"],
        "telegram_payment_charge_id": checkout.charge_id,
        "provider_payment_charge_id": "" if invoice["currency"] == "XTR" else f"provider_{checkout.id}",
    } | _choices(checkout)
    service_message(world, world.chat(checkout.chat_id), checkout.user_id, {"successful_payment": paid})


def refund(world: World, user_id: int, charge_id: str) -> None:
    """Give Stars back, once."""
    found = (paid for paid in world.state.checkouts.values() if paid.charge_id == charge_id)
    checkout = next(found, None)
    if checkout is None or checkout.user_id != user_id:
        raise bad_request("CHARGE_ID_INVALID")
    invoice = world.state.invoices[checkout.invoice]
    if invoice["currency"] != "XTR":
        raise bad_request("CHARGE_ID_INVALID")
    if checkout.stage == "refunded":
        raise bad_request("CHARGE_ALREADY_REFUNDED")
    checkout.stage = "refunded"
    refunded = {
        "currency": "XTR",
        "total_amount": total_amount(invoice, checkout),
        "invoice_payload": invoice["payload"],
        "telegram_payment_charge_id": charge_id,
    }
    service_message(world, world.chat(checkout.chat_id), world.bot.id, {"refunded_payment": refunded})
    world.tell("checkout", checkout.chat_id, checkout)
