"""The Pay button: the first one under an invoice, and under nothing else."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision

from playground.refusals import bad_request
from playground.world.state import Json

Rows = list[list[Json]]


def with_pay_button(rows: Rows | None, content: Json) -> Rows | None:
    """Return the keyboard as the message gets it (an invoice without one: a Pay button), or raise what is wrong."""
    paying = [button for row in rows or () for button in row if button.get("pay")]
    if "invoice" not in content:
        if paying:
            raise bad_request("BUTTON_TYPE_INVALID")
        return rows
    if rows is None:
        return [[{"text": f"Pay {_price(content['invoice'])}", "pay": True}]]
    if not paying:
        raise bad_request("REPLY_MARKUP_BUY_EMPTY")
    if len(paying) > 1 or not rows[0][0].get("pay"):
        raise bad_request("BUTTON_POS_INVALID")
    return rows


def _price(invoice: Json) -> str:
    """Return the amount as Telegram writes it on the button, from the currency's smallest unit."""
    amount, currency = invoice["total_amount"], invoice["currency"]
    if currency == "XTR":
        return f"⭐️{amount}"
    whole = Decimal(amount).scaleb(-get_currency_precision(currency))
    return format_currency(whole, currency, locale="en_US")
