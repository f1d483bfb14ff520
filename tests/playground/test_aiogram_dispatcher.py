"""A whole aiogram bot, behind a webhook and with payments: its own handler of webhooks, its own dispatcher."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F
from aiogram.methods import SendMessage
from aiogram.types import CallbackQuery, LabeledPrice, Message, PreCheckoutQuery, ShippingOption, ShippingQuery
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from playground import Person, Playground
from tests.playground.conftest import Api, button, keyboard

SECRET = "s3cret_-"
FLEXIBLE = [ShippingOption(id="post", title="Post", prices=[LabeledPrice(label="Post", amount=10)])]


def market() -> Dispatcher:
    """Return a bot that answers words, presses, addresses and payments."""
    dispatcher = Dispatcher()

    @dispatcher.message(F.text)
    async def repeat(message: Message) -> SendMessage:
        return message.answer(f"You said {message.text}")

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery) -> None:
        await query.answer(f"Pressed {query.data}")

    @dispatcher.shipping_query()
    async def ship(query: ShippingQuery) -> None:
        await query.answer(ok=True, shipping_options=FLEXIBLE)

    @dispatcher.pre_checkout_query()
    async def consent(query: PreCheckoutQuery) -> None:
        consents = query.invoice_payload != "cancelled"
        await query.answer(ok=consents, error_message=None if consents else "The job is cancelled")

    @dispatcher.message(F.successful_payment)
    async def paid(message: Message) -> None:
        assert message.successful_payment is not None
        await message.answer(f"Paid {message.successful_payment.total_amount}")

    return dispatcher


@pytest.fixture
async def hooked(bot: Bot, playground: Playground) -> AsyncIterator[str]:
    """aiogram's own webhook in front of the dispatcher; it answers by the method in the body."""
    application = web.Application()
    SimpleRequestHandler(market(), bot, handle_in_background=False, secret_token=SECRET).register(application, "/hook")
    runner = web.AppRunner(application, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await bot.set_webhook(url, secret_token=SECRET)
    yield url
    await runner.cleanup()


async def test_a_webhook_with_its_secret(hooked: str, bot: Bot, api: Api, anna: Person, playground: Playground) -> None:
    await anna.says("hello")
    await anna.sees("You said hello")
    await api("sendMessage", chat_id=anna.id, text="x", reply_markup=keyboard([button()]))
    answer = await anna.taps("Go")
    assert answer is not None
    assert answer.text == "Pressed go"
    await bot.set_webhook(hooked, secret_token="another")
    await anna.says("who is there?")
    with pytest.raises(TimeoutError, match="1 updates not taken"):
        await playground.settled(timeout=0.2)
    await anna.does_not_see("You said who is there?")
    assert "401" in str((await bot.get_webhook_info()).last_error_message)


@pytest.mark.parametrize(
    ("payload", "flexible", "said"),
    [("job", False, "Paid 50"), ("job", True, "Paid 60"), ("cancelled", False, None)],
)
async def test_payments(bot: Bot, hooked: str, anna: Person, payload: str, flexible: bool, said: str | None) -> None:
    sent = await bot.send_invoice(
        anna.id,
        "Tip",
        "Thanks",
        payload,
        "PLN",
        [LabeledPrice(label="Tip", amount=50)],
        provider_token="1:TEST:x",
        is_flexible=flexible,
    )
    payment = await anna.pays(anna.chat.record.messages[sent.message_id])
    if said is None:
        assert (payment.paid, payment.problem) == (False, "The job is cancelled")
    else:
        assert payment.paid
        await anna.sees(said)
