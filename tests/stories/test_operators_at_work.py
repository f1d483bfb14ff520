"""What operators do, and what becomes of it: buttons, questions behind them, lists that turn in place."""

import pytest

from bot.domain.ids import PersonId
from bot.domain.orders import OrderStatus
from db import orders, technicians
from db.tables import orders as order_rows
from tests.dispatch_scene import ANNA
from tests.stories.desk import TOM, UNKNOWN, Desk, a_desk
from tests.stories.stage import Stage


@pytest.fixture
async def desk(stage: Stage) -> Desk:
    return await a_desk(stage)


async def test_a_cancelled_order_is_told_to_both_sides_and_kept_in_the_audit_log(desk: Desk) -> None:
    await desk.scene.accepts(desk.order, TOM)
    await desk.answers(desk.operator, f"/cancel {desk.order} no water in the house")
    assert (await desk.row()).status is OrderStatus.CANCELLED
    assert (desk.operator.id, "cancelled") in await desk.acts()


async def test_an_order_is_cancelled_by_the_button_with_a_reason(desk: Desk) -> None:
    await desk.answers(desk.operator, f"/order {desk.order}")
    await desk.operator.taps("Cancel the order…")
    await desk.operator.sees("Why do you cancel order 1?")
    await desk.operator.sends_photo()
    await desk.operator.sees("Please write it in words.")
    await desk.operator.says("the customer <called>")
    await desk.operator.sees("Order 1 is cancelled.")
    await desk.stage.settled()
    assert (await desk.row()).status is OrderStatus.CANCELLED
    assert desk.operator.chat.find("Order 1 · cancelled")


async def test_an_operator_who_was_too_slow_hears_so(desk: Desk) -> None:
    await desk.answers(desk.operator, f"/order {desk.order}")
    await desk.operator.taps("Cancel the order…")
    await desk.answers(desk.owner, f"/cancel {desk.order} first")
    assert "This order was cancelled." in await desk.answers(desk.operator, "second")
    assert "I don’t know what to do" in await desk.answers(desk.operator, "third")


async def test_assigning_from_the_list(desk: Desk) -> None:
    await desk.answers(desk.operator, f"/order {desk.order}")
    await desk.operator.taps("Assign…")
    await desk.operator.taps("Tom <Kowal>")
    await desk.stage.settled()
    assert (await desk.row()).status is OrderStatus.ASSIGNED
    assert (desk.operator.id, "assign") in await desk.acts()
    assert desk.operator.chat.find("Order 1 · somebody comes")


async def test_pricing_an_order_of_something_else(desk: Desk) -> None:
    waits = order_rows.update().values(service="something_else", status="quoting", price=None)
    await desk.scene(lambda tx: tx.execute(waits))
    await desk.answers(desk.operator, f"/order {desk.order}")
    await desk.operator.taps("Set the price…")
    await desk.operator.sees("What does order 1 cost?")
    await desk.operator.says("cheap")
    await desk.operator.sees("Please type an amount")
    await desk.operator.says("۱۲۰,۵۰")
    for label in ("Plumbing", "Locks and doors", "✓ Plumbing", "Send the price"):
        await desk.operator.taps(label)
        await desk.stage.settled()
    await desk.operator.sees("The customer of order 1 sees your price now.")
    row = await desk.row()
    assert row.price is not None
    assert (row.price.amount, row.skills) == (12_050, frozenset({"locks"}))
    assert (desk.operator.id, "quote") in await desk.acts()


async def test_the_technicians_card_suspends_and_reinstates(desk: Desk) -> None:
    await desk.answers(desk.operator, "/technicians")
    await desk.operator.taps("Tom <Kowal>")
    await desk.operator.taps("Suspend…")
    await desk.operator.says("late twice")
    await desk.operator.sees("Suspended: 10")
    await desk.answers(desk.operator, "/technician 10")
    await desk.operator.sees("late twice")
    await desk.operator.taps("Reinstate")
    await desk.stage.settled()
    tom = await desk.scene(lambda tx: technicians.find(tx.connection, TOM))
    assert tom.status.value == "approved"
    assert [act for _, act in await desk.acts()][-2:] == ["suspend", "reinstate"]


async def test_pages_and_choices_turn_in_the_same_message(desk: Desk) -> None:
    for _ in range(9):
        await desk.scene.order()
    await desk.answers(desk.operator, "/orders")
    count = len(desk.operator.chat.messages)
    await desk.operator.taps("Next")
    await desk.operator.sees("page 2 of 2")
    await desk.operator.taps("Problems")
    await desk.operator.sees("Orders with a problem")
    assert len(desk.operator.chat.messages) == count


async def test_a_forwarded_command_is_only_shown(desk: Desk) -> None:
    eva = await desk.stage.newcomer("Eva")
    evil = await eva.says("/ban 10 ha")
    before = len(desk.operator.chat.from_bot)
    await desk.operator.forwards(evil)
    await desk.stage.settled()
    assert "Banned" not in "".join(message.text for message in desk.operator.chat.from_bot[before:])
    assert all(act != "ban" for _, act in await desk.acts())


async def test_a_command_in_the_middle_of_an_order_is_no_answer_to_its_question(desk: Desk) -> None:
    await desk.operator.says("/new")
    await desk.stage.settled()
    await desk.answers(desk.operator, "/orders")
    await desk.operator.sees("Open orders")
    await desk.operator.starts()
    await desk.operator.sees("You were in the middle of a new order.")


async def test_somebody_dismissed_has_no_say_any_more(desk: Desk) -> None:
    await desk.answers(desk.operator, f"/order {desk.order}")
    await desk.answers(desk.owner, f"/dismiss {desk.operator.id}")
    pressed = await desk.operator.press_raw(f"do:search:{desk.order}")
    assert pressed is not None
    assert pressed.text == "That is for operators."
    assert await desk.answers(desk.operator, "/orders") == UNKNOWN


async def test_order_card_is_drawn_again_when_the_order_changes(desk: Desk) -> None:
    await desk.answers(desk.operator, f"/order {desk.order}")
    count = len(desk.operator.chat.messages)
    await desk.scene.accepts(desk.order, TOM)
    await desk.stage.settled()
    assert desk.operator.chat.find("Order 1 · somebody comes")
    assert len(desk.operator.chat.messages) == count
    history = await desk.scene(lambda tx: orders.history(tx.connection, desk.order))
    assert history[0].actor_id == ANNA
    assert PersonId(history[-1].actor_id) == TOM
