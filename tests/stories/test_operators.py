"""Operators at work: every command by an owner, an operator and a stranger; the group; the wizards behind buttons."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from bot.domain.ids import OrderId, PersonId
from bot.domain.orders import Order, OrderStatus
from bot.handlers.operator_commands import COMMANDS
from db import orders, staff, technicians
from db.tables import audit, orders as order_rows
from playground.group import Group
from playground.person import Person
from tests.dispatch_scene import ANNA, DispatchScene
from tests.stories.stage import Stage

TOM = 10
UNKNOWN = "I don’t know this command. /help says what I can do."


@dataclass
class Desk:
    """A market with an owner, an operator, one technician and one order that nobody has taken yet."""

    stage: Stage
    owner: Person
    operator: Person
    scene: DispatchScene
    order: OrderId

    async def answers(self, person: Person, text: str) -> str:
        """All that the bot writes back to these words."""
        before = len(person.chat.from_bot)
        await person.says(text)
        await self.stage.settled()
        return "\n".join(message.text for message in person.chat.from_bot[before:])

    async def row(self) -> Order:
        return await self.scene.find(self.order)

    async def acts(self) -> list[tuple[int, str]]:
        rows = await self.scene(lambda tx: tx.execute(select(audit).order_by(audit.c.id)).all())
        return [(row.actor_id, row.act) for row in rows]


@pytest.fixture
async def desk(stage: Stage) -> AsyncIterator[Desk]:
    owner, operator = await stage.owner("Olga"), await stage.newcomer("Oskar")
    await owner.says(f"/appoint {operator.id} operator")
    scene = await DispatchScene(stage.app.turns, stage.clock).begin()
    await scene.technician(TOM, name="Tom <Kowal>")
    order = await scene.order()
    await stage.settled()
    yield Desk(stage, owner, operator, scene, order)


# ---------------------------------------------------------------- every command

COMPLETE = {
    "applicants": ("/applicants", "No application waits"),
    "assign": ("/assign {order} 10", "Order 1"),
    "ban": ("/ban 10 took cash", "Banned: the market is closed to 10"),
    "cancel": ("/cancel {order} the house is empty", "Order 1 is cancelled."),
    "help": ("/help", "What operators can do here"),
    "order": ("/order {order}", "Tom <Kowal>: has not answered"),
    "orders": ("/orders", "Open orders"),
    "stats": ("/stats", "Figures: today"),
    "suspend": ("/suspend 10 late twice", "Suspended: 10"),
    "technician": ("/technician 10", "Tom <Kowal> · approved"),
    "technicians": ("/technicians plumb", "Tom <Kowal> · online · 10"),
}
"""Command → how it is typed, and what comes back to an operator."""
OWNERS = {
    "appoint": ("/appoint {operator} admin", "has the role now"),
    "desk": ("/desk", "Please type /desk in the group"),
    "dismiss": ("/dismiss {operator}", "is no longer on the staff"),
    "staff": ("/staff", "Oskar · operator"),
}
AFTERWARDS = {
    "reinstate": ("/suspend 10 late", "/reinstate 10", "Reinstated: 10"),
    "unban": ("/ban 10 cash", "/unban 10", "The market is open to 10 again."),
}


def test_no_command_is_forgotten_here() -> None:
    assert {*COMPLETE, *OWNERS, *AFTERWARDS} == set(COMMANDS)


@pytest.mark.parametrize("command", COMPLETE)
async def test_owners_and_operators_get_what_they_ask_for(desk: Desk, command: str) -> None:
    typed, expected = COMPLETE[command]
    who = desk.owner if command in {"ban", "orders"} else desk.operator
    assert expected in await desk.answers(who, typed.format(order=desk.order))


@pytest.mark.parametrize("command", OWNERS)
async def test_some_commands_are_not_for_operators(desk: Desk, command: str) -> None:
    typed, expected = OWNERS[command]
    words = typed.format(operator=desk.operator.id)
    refused = await desk.answers(desk.operator, words)
    assert refused in {
        "Only an admin or an owner may do that.",
        "Please type /desk in the group that is to be the operators’ group.",
    }
    assert expected in await desk.answers(desk.owner, words)


@pytest.mark.parametrize("command", AFTERWARDS)
async def test_what_was_done_can_be_undone(desk: Desk, command: str) -> None:
    first, second, expected = AFTERWARDS[command]
    await desk.answers(desk.operator, first)
    assert expected in await desk.answers(desk.operator, second)


@pytest.mark.parametrize("command", sorted(set(COMMANDS) - {"help", "cancel"}))
async def test_a_stranger_cannot_tell_a_command_from_an_unknown_one(stage: Stage, command: str) -> None:
    eva = await stage.newcomer("Eva")
    for words in (f"/{command}", f"/{command} 1 2 3", f"/{command}@playground_bot 1"):
        before = len(eva.chat.from_bot)
        await eva.says(words)
        await stage.settled()
        assert [message.text for message in eva.chat.from_bot[before:]] == [UNKNOWN]
    assert await stage.app.database.read(lambda connection: connection.execute(select(audit)).all()) == []


async def test_a_strangers_cancel_is_only_their_own(desk: Desk) -> None:
    eva = await desk.stage.newcomer("Eva")
    assert "Nothing to cancel" in await desk.answers(eva, f"/cancel {desk.order} please")
    assert (await desk.row()).status is OrderStatus.SEARCHING


async def test_a_wrong_code_is_an_unknown_command(stage: Stage) -> None:
    eva = await stage.newcomer("Eva")
    for words in ("/claim", "/claim WRONG", "/claim " + "x" * 500):
        await eva.says(words)
    await stage.settled()
    assert [message.text for message in eva.chat.from_bot[-3:]] == [UNKNOWN] * 3


@pytest.mark.parametrize(
    ("words", "example"),
    [
        ("/order", "/order 12"),
        ("/order abc", "/order 12"),
        ("/order 1 2", "/order 12"),
        ("/order -5", "/order 12"),
        ("/order 99999999999999999999999", "/order 12"),
        ("/order 404", "There is no order with this number."),
        ("/orders tomorrow", "/orders open, today, problem or all"),
        ("/assign 1", "/assign 12 5550001"),
        ("/assign 1 999", "That is for technicians."),
        ("/cancel 1", "/cancel 12 the customer called"),
        ("/suspend 10", "/suspend 5550001"),
        ("/suspend Tom late", "/suspend 5550001"),
        ("/technician 999", "There is no technician or applicant with the id 999."),
        ("/ban 10 \u200f", "/ban 5550001"),
        ("/ban 999 who", "Nobody with the id 999"),
        ("/unban", "/unban 5550001"),
        ("/stats week", "/stats"),
    ],
)
async def test_a_slip_gets_one_sentence_with_an_example(desk: Desk, words: str, example: str) -> None:
    answered = await desk.answers(desk.operator, words)
    assert example in answered
    assert len(answered.splitlines()) == 1
    assert await desk.acts() == [(desk.owner.id, "claim"), (desk.owner.id, "appoint")]


async def test_numbers_are_understood_in_any_script(desk: Desk) -> None:
    assert "Order 1" in await desk.answers(desk.operator, "/order #۱")


async def test_lists_are_empty_politely(stage: Stage) -> None:
    olga = await stage.owner()
    for words, expected in (("/orders", "None."), ("/technicians", "None."), ("/applicants", "No application")):
        await olga.says(words)
        await olga.sees(expected)


# ---------------------------------------------------------------- what the acts do


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


# ---------------------------------------------------------------- groups


async def _group(stage: Stage, *members: Person) -> Group:
    return await stage.playground.group("Operators", list(members))


async def test_the_operators_group_hears_the_staff_only(desk: Desk) -> None:
    eva = await desk.stage.newcomer("Eva")
    group = await _group(desk.stage, desk.owner, desk.operator, eva)
    await desk.owner.within(group).says("/desk")
    await group.until(lambda: group.find("This is the operators’ group now"), 5)
    await desk.operator.within(group).says("/orders@playground_bot")
    await group.until(lambda: group.find("Otwarte zlecenia") or group.find("Open orders"), 5)
    before = len(group.from_bot)
    await eva.within(group).says("/orders")
    await eva.within(group).says("/start")
    await desk.operator.within(group).says("good morning")
    await desk.operator.within(group).says("/orders@other_bot")
    await desk.stage.settled()
    assert len(group.from_bot) == before


async def test_another_group_hears_once_where_the_bot_is(desk: Desk) -> None:
    eva = await desk.stage.newcomer("Eva")
    group = await _group(desk.stage, eva, desk.operator)
    for words in ("/start", "/help", "hello", "/orders"):
        await eva.within(group).says(words)
    await desk.operator.within(group).says("/orders")
    await desk.operator.within(group).says("/desk")
    await desk.stage.settled()
    texts = [message.text for message in group.from_bot]
    assert texts.count("I work in private chats. Write to me there:") == 1
    assert not any("Open orders" in text for text in texts)


async def test_questions_behind_buttons_of_the_group_come_in_private(desk: Desk) -> None:
    group = await _group(desk.stage, desk.owner, desk.operator)
    await desk.owner.within(group).says("/desk")
    await desk.stage.settled()
    await desk.operator.within(group).says(f"/order {desk.order}")
    answered = await desk.operator.within(group).taps("Cancel the order…")
    assert answered is not None
    assert answered.text == "The question is in our private chat."
    await desk.operator.sees("Why do you cancel order 1?")
    await desk.operator.says("empty house")
    await desk.stage.settled()
    assert group.find("Order 1 · cancelled")


async def test_the_group_becomes_a_supergroup_and_then_puts_the_bot_out(desk: Desk) -> None:
    group = await desk.stage.playground.group("Operators", [desk.owner], basic=True)
    await desk.owner.within(group).says("/desk")
    await desk.stage.settled()
    group = await group.becomes_supergroup()
    await desk.stage.settled()
    await desk.owner.within(group).says("/orders")
    await group.until(lambda: group.find("Open orders"), 5)
    await group.kicks_bot()
    await desk.owner.sees("I am no longer in the operators’ group.")


async def test_two_claims_at_once_make_one_owner(stage: Stage) -> None:
    anna, eva = await stage.newcomer("Anna"), await stage.newcomer("Eva")
    for person in (anna, eva):
        await person.says(f"/claim {stage.app.claim_code}")
    await stage.settled()
    members = await stage.app.database.read(staff.members)
    assert [person for person, _ in members] == [anna.id]


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
