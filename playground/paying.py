"""How a person pays an invoice."""

import asyncio
from dataclasses import dataclass

from playground.sharing import Sharing
from playground.world import payments
from playground.world.state import Checkout, Json, Message

PATIENCE = 10.0


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
    """A person with a test card and enough Stars."""

    async def pays(
        self,
        invoice: Message | str,
        *,
        order_info: Json | None = None,
        shipping_option: str | None = None,
        within: float = PATIENCE,
    ) -> Payment:
        """Pay the invoice of a message (or of a link), waiting for the bot's consent at most `within` real seconds.

        `order_info` is Telegram's OrderInfo as JSON; `shipping_option` an option's id (the first one unless given).
        """
        name = invoice if isinstance(invoice, str) else payments.invoice_key(invoice.chat_id, invoice.message_id)
        checkout = payments.begin(self.world, self.id, self.chat.id, name, order_info)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + within
        if checkout.stage == "shipping":
            await self._while_in(checkout, "shipping", deadline - loop.time())
        if checkout.stage == "choosing":
            checkout.shipping_option_id = shipping_option or str(checkout.shipping_options[0]["id"])
            payments.ask_consent(self.world, checkout)
        await self._while_in(checkout, "pre_checkout", deadline - loop.time())
        if checkout.stage not in {"paid", "failed"}:
            checkout.stage = "failed"
        return Payment(checkout.charge_id, checkout.problem)

    async def _while_in(self, checkout: Checkout, stage: str, seconds: float) -> None:
        await self.chat.until(lambda: None if checkout.stage == stage else checkout, seconds)
