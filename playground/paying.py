"""How a person pays an invoice."""

import asyncio
from dataclasses import dataclass

from playground.sharing import Sharing
from playground.world import payments
from playground.world.state import Checkout, Json, Message

PATIENCE = 10.0
TEST_ADDRESS: Json = {
    "country_code": "PL",
    "state": "",
    "city": "Warszawa",
    "street_line1": "Prosta 1",
    "street_line2": "",
    "post_code": "00-838",
}
"""Where a parcel would go, in Telegram's fields, when nobody says."""


@dataclass(frozen=True, slots=True)
class Payment:
    """How paying went: `charge_id` when it was paid, else the bot's `problem` (None: it never answered)."""

    charge_id: str | None = None
    problem: str | None = None

    @property
    def paid(self) -> bool:
        """Say whether the money went over."""
        return self.charge_id is not None


class Paying(Sharing):
    """A person with a test card and enough Stars, who waits `consent_within` real seconds for the bot."""

    consent_within: float = PATIENCE

    async def pays(
        self,
        invoice: Message | str,
        *,
        order_info: Json | None = None,
        shipping_option: str | None = None,
        within: float | None = None,
    ) -> Payment:
        """Pay the invoice of a message (or of a link), waiting for the bot's consent at most `within` seconds.

        `order_info` is Telegram's OrderInfo as JSON (what the invoice asks for, with a test address, unless given);
        `shipping_option` an option's id (the first one unless given).
        """
        name = invoice if isinstance(invoice, str) else payments.invoice_key(invoice.chat_id, invoice.message_id)
        filled_in = order_info or self._order_info(payments.payable(self.world, name, self.id).get("needs", []))
        checkout = payments.begin(self.world, self.id, self.chat.id, name, filled_in)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + (self.consent_within if within is None else within)
        if checkout.stage == "shipping":
            await self._while_in(checkout, "shipping", deadline - loop.time())
        if checkout.stage == "choosing":
            checkout.shipping_option_id = shipping_option or str(checkout.shipping_options[0]["id"])
            payments.ask_consent(self.world, checkout)
        await self._while_in(checkout, "pre_checkout", deadline - loop.time())
        payments.give_up(self.world, checkout)
        return Payment(checkout.charge_id, checkout.problem)

    def _order_info(self, needs: list[str]) -> Json | None:
        """Return what the form of an invoice asks for as this person fills it in; None when it asks for nothing."""
        known: Json = {
            "name": " ".join(filter(None, (self.first_name, self.last_name))),
            "phone_number": self.account.phone_number or "",
            "email": "somebody@example.com",
            "shipping_address": TEST_ADDRESS,
        }
        return {field: known[field] for field in needs} or None

    async def _while_in(self, checkout: Checkout, stage: str, seconds: float) -> None:
        await self.chat.until(lambda: None if checkout.stage == stage else checkout, seconds)
