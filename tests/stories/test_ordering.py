"""Ordering as people do it: in chat, with photos, with second thoughts, and with whatever else they press."""

import pytest

from bot.domain.ids import OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.money import Money
from bot.domain.offers import CancelReason
from bot.domain.orders import Order, OrderStatus
from bot.ui.presses import CancelPress, OrderingPress, OrderPress, OrdersPagePress, ProfilePress, QuotePress
from bot.usecases.quoting import set_quote
from db import orders
from playground.person import Person
from tests.job_scene import make_technician
from tests.stories.stage import KRAKOW, Stage, words


async def order_of(stage: Stage, person: Person) -> Order:
    found = await stage.app.database.read(lambda connection: orders.of_customer(connection, person.id, most=1))
    assert found, person.transcript()
    return found[0]


async def taps(stage: Stage, person: Person, *msgids: str, **fields: object) -> None:
    """Tap these buttons, each in the person's own language, one after the other."""
    for msgid in msgids:
        await person.taps(words(person, msgid, **fields))
        await stage.settled()


async def reaches_the_place(stage: Stage, anna: Person, category: str, service: str) -> None:
    await taps(stage, anna, "New order")
    await taps(stage, anna, category)
    await taps(stage, anna, service)
    await anna.says("Water under the sink")
    await stage.settled()
    await taps(stage, anna, "Continue")


async def orders_a_leak(stage: Stage, anna: Person) -> Order:
    """The shortest way to an order, in English."""
    await reaches_the_place(stage, anna, "🚰 Water and drains", "Leaking pipe or tap")
    await anna.shares_location(*KRAKOW)
    await stage.settled()
    await taps(stage, anna, "As soon as possible", "1")
    await anna.says("Skip")
    await stage.settled()
    await anna.taps("Order for")
    await stage.settled()
    return await order_of(stage, anna)


LEAK = {
    Language.EN: ("Water and drains", "Leaking pipe or tap"),
    Language.RU: ("Вода и канализация", "Протечка трубы или крана"),
    Language.PL: ("Woda i kanalizacja", "Cieknąca rura lub kran"),
    Language.FA: ("آب و فاضلاب", "نشتی لوله یا شیر"),
}


@pytest.mark.parametrize("language", Language)
async def test_from_the_menu_to_the_card(stage: Stage, language: Language) -> None:
    anna = await stage.newcomer("Anna", language)
    await reaches_the_place(stage, anna, *LEAK[language])
    await anna.says("ul. Florianska 7")
    await stage.settled()
    assert [message for message in anna.chat.from_bot if "location" in message.content]
    await taps(stage, anna, "Yes, here", "As soon as possible")
    await anna.taps("1" if language is not Language.FA else "۱")
    await stage.settled()
    await anna.presses(words(anna, "Share my number"))
    await stage.settled()
    await anna.sees("Floriańska 7")
    await anna.taps(anna.buttons()[0])
    await stage.settled()
    order = await order_of(stage, anna)
    assert (order.service, order.address.words, order.status) == ("leak", "Floriańska 7", OrderStatus.SEARCHING)
    assert order.phone is not None
    await anna.sees(words(anna, "Looking for a technician"))
    assert words(anna, "Cancel the order") in anna.buttons()


async def test_an_album_and_words_add_up_and_a_restart_loses_nothing(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await taps(stage, anna, "New order", "Something else")
    await anna.sends_album(3)
    await anna.says("A heavy picture <two metres>")
    await stage.settled()
    await stage.restart()
    await anna.sees("3 photos")
    await taps(stage, anna, "Continue")
    await anna.shares_location(*KRAKOW)
    await stage.settled()
    await stage.passes(days=1)
    await taps(stage, anna, "As soon as possible", "1")
    await anna.says("Skip")
    await taps(stage, anna, "Ask for a price")
    order = await order_of(stage, anna)
    assert (order.status, len(order.attachments)) == (OrderStatus.QUOTING, 3)
    assert order.description == "A heavy picture <two metres>"


async def test_an_operators_price(stage: Stage) -> None:
    olga, anna = await stage.owner(), await stage.newcomer("Anna")
    await taps(stage, anna, "New order", "Something else")
    await anna.says("A heavy picture")
    await taps(stage, anna, "Continue")
    await anna.shares_location(*KRAKOW)
    await taps(stage, anna, "As soon as possible", "1")
    await anna.says("Skip")
    await taps(stage, anna, "Ask for a price")
    order = await order_of(stage, anna)
    await olga.sees("A heavy picture")
    price = Money(300_00, "PLN")
    await stage.app.turns.run(lambda tx: set_quote(tx, order.id, PersonId(olga.id), price))
    await stage.settled()
    await anna.taps("Order for PLN 300")
    await stage.settled()
    assert (await order_of(stage, anna)).status is OrderStatus.SEARCHING


async def test_somebody_accepts_and_the_customer_cancels(stage: Stage) -> None:
    anna, ali = await stage.newcomer("Anna"), await stage.newcomer("Ali")
    await stage.app.turns.run(lambda tx: make_technician(tx, PersonId(ali.id), "Ali Rezaei"))
    order = await orders_a_leak(stage, anna)
    await stage.settled()
    await taps(stage, ali, "Accept")
    await anna.sees("Your technician is found")
    await anna.sees(order.start_code)
    await anna.taps("Who is Ali?")
    await anna.sees("Ali Rezaei")
    await taps(stage, ali, "On my way")
    await taps(stage, anna, "Cancel the order")
    await anna.sees("Ali has set out")
    await taps(stage, anna, "It takes too long")
    await anna.sees("It took too long.")
    await ali.sees("was cancelled. You need not go there.")
    late = await anna.press_raw(CancelPress(order_id=order.id, reason=CancelReason.OTHER).pack())
    assert late is not None
    assert (late.text, late.show_alert) == ("This order was cancelled.", True)


async def test_second_thoughts_about_cancelling(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await orders_a_leak(stage, anna)
    await taps(stage, anna, "Cancel the order", "Keep the order")
    assert (await order_of(stage, anna)).status is OrderStatus.SEARCHING


async def test_nobody_is_found_and_another_time_is_chosen(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await orders_a_leak(stage, anna)
    await stage.passes(hours=1)
    await anna.sees("Nobody was free")
    await taps(stage, anna, "Another time", "Tomorrow")
    await anna.taps("10:00–12:00")
    await stage.settled()
    order = await order_of(stage, anna)
    assert order.status is OrderStatus.SEARCHING
    assert order.window is not None
    await anna.sees("Tomorrow, 10:00–12:00")
    await anna.sees_no_button("Another time")


async def test_order_again_begins_at_the_summary(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await orders_a_leak(stage, anna)
    await taps(stage, anna, "Cancel the order", "Ordered by mistake", "Order again")
    await anna.sees("Is everything right?")
    await anna.sees("Water under the sink")
    await anna.taps("Order for")
    await stage.settled()
    assert (await order_of(stage, anna)).id == 2


async def test_the_list_of_orders(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await orders_a_leak(stage, anna)
    await anna.starts()
    await taps(stage, anna, "My orders")
    await anna.taps("1 · Leaking pipe or tap · searching")
    await stage.settled()
    assert anna.last is not None
    assert "Looking for a technician" in anna.reads(anna.last)


async def test_a_draft_goes_on_where_it_was(stage: Stage) -> None:
    anna = await stage.newcomer("Anna")
    await reaches_the_place(stage, anna, "Water and drains", "Leaking pipe or tap")
    await anna.says("/start")
    await stage.settled()
    await anna.press_raw(OrderingPress(act="new").pack())
    await stage.settled()
    assert anna.last is not None
    assert "Where should we come?" in anna.reads(anna.last)


async def test_forged_presses_are_refused(stage: Stage) -> None:
    anna, zoe = await stage.newcomer("Anna"), await stage.newcomer("Zoe")
    order = await orders_a_leak(stage, anna)
    forged = [
        *(OrderPress(act=act, order_id=order.id) for act in ("show", "cancel", "keep", "widen", "operator", "fewer")),
        OrderPress(act="explode", order_id=order.id),
        CancelPress(order_id=order.id, reason=CancelReason.OTHER),
        CancelPress(order_id=2**63 - 1, reason=CancelReason.OTHER),
        QuotePress(order_id=order.id, version=1, accepted=True),
        OrderingPress(act="again", order_id=order.id),
        OrderingPress(act="schedule", order_id=order.id),
        OrderingPress(act="explode"),
        ProfilePress(job_id=OrderId(7)),
    ]
    for press in forged:
        answered = await zoe.press_raw(press.pack())
        assert answered is not None, press
        assert answered.show_alert, press
    assert await zoe.press_raw(OrdersPagePress(page=2**63 - 1, shown=-(2**63)).pack()) is not None
    await stage.settled()
    assert (await order_of(stage, anna)).status is OrderStatus.SEARCHING
    await zoe.does_not_see("Water under the sink")
