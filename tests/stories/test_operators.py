"""Every command of the operators: typed by an owner, an operator and a stranger, complete and with slips."""

from functools import partial

import pytest
from sqlalchemy import select

from bot.domain.ids import PersonId
from bot.domain.orders import OrderStatus
from bot.handlers.operator_commands import COMMANDS
from bot.handlers.operators import ALSO_OWN
from db import people, staff
from db.engines import is_postgresql
from db.tables import audit
from tests.stories.desk import UNKNOWN, Desk, a_desk
from tests.stories.stage import Stage


@pytest.fixture
async def desk(stage: Stage) -> Desk:
    return await a_desk(stage)


# ---------------------------------------------------------------- every command

COMPLETE = {
    "applicants": ("/applicants", "No application waits"),
    "assign": ("/assign {order} 10", "Order 1"),
    "ban": ("/ban 10 took cash", "Banned: the market is closed to 10"),
    "cancel": ("/cancel {order} the house is empty", "Order 1 is cancelled."),
    "cases": ("/cases", "Open cases"),
    "employment": ("/employment 10 staff", "Done: whom 10 belongs to has changed."),
    "export": ("/export 7", "for a spreadsheet"),
    "help": ("/help", "What operators can do here"),
    "invite": ("/invite plumbing", "An invitation for one technician"),
    "interviews": ("/interviews", "When can you talk with applicants?"),
    "lab": ("/lab", "There was only 1 order"),
    "level": ("/level 10 expert", "Done: 10 has a new level"),
    "companies": ("/companies", "Company accounts"),
    "company": ("/company ACME", "ACME"),
    "oncall": ("/oncall on +48600111222", "+48 600 111 222 · since"),
    "outage": ("/outage on a storm", "No job is running"),
    "order": ("/order {order}", "Tom <Kowal>: has not answered"),
    "orders": ("/orders", "Open orders"),
    "partner": ("/partner Blue Pipe", "Blue Pipe · partner 1"),
    "report": ("/report 90", "Orders: 1"),
    "stats": ("/stats", "Figures: today"),
    "suspend": ("/suspend 10 late twice", "Suspended: 10"),
    "technician": ("/technician 10", "Tom <Kowal> · approved"),
    "technicians": ("/technicians plumb", "Tom <Kowal> · online · 10"),
    "why": ("/why {order}", "1. Tom <Kowal> · 1 km"),
}
"""Command → how it is typed, and what comes back to an operator."""
ENDING = ("assign", "ban", "cancel", "suspend")
"""What leaves no order to look at, or nobody to take it: each in a market of its own."""
OWNERS = {
    "backup": ("/backup", "The copy is made: onsite-"),
    "desk": ("/desk", "Please type /desk in the group"),
    "staff": ("/staff", "Oskar · operator"),
    "appoint": ("/appoint {operator} admin", "has the role now"),
    "dismiss": ("/dismiss {operator}", "is no longer on the staff"),
}
AFTERWARDS = {
    "reinstate": ("/suspend 10 late", "/reinstate 10", "Reinstated: 10"),
    "unban": ("/ban 10 cash", "/unban 10", "The market is open to 10 again."),
}


def test_no_command_is_forgotten_here() -> None:
    assert {*COMPLETE, *OWNERS, *AFTERWARDS} == set(COMMANDS)


async def gets(desk: Desk, command: str) -> None:
    typed, expected = COMPLETE[command]
    who = desk.owner if command in {"ban", "orders"} else desk.operator
    assert expected in await desk.answers(who, typed.format(order=desk.order)), command


async def test_owners_and_operators_get_what_they_ask_for(desk: Desk) -> None:
    for command in COMPLETE:
        if command not in ENDING:
            await gets(desk, command)


async def test_help_is_one_answer_however_it_is_asked_for(desk: Desk) -> None:
    """Typed or by the menu's button: what anybody can do here, and what operators can."""
    typed = await desk.answers(desk.operator, "/help")
    await desk.answers(desk.operator, "/menu")
    await desk.operator.taps("Help")
    await desk.stage.settled()
    assert desk.operator.chat.from_bot[-1].text == typed
    for said in ("This is how it works", "What operators can do here", "/assign – "):
        assert said in typed


@pytest.mark.parametrize("command", ENDING)
async def test_what_they_end_is_ended(desk: Desk, command: str) -> None:
    await gets(desk, command)


async def test_some_commands_are_not_for_operators(desk: Desk) -> None:
    said = {command: typed.format(operator=desk.operator.id) for command, (typed, _) in OWNERS.items()}
    for command, words in said.items():
        refused = await desk.answers(desk.operator, words)
        assert refused in {
            "Only an admin or an owner may do that.",
            "Please type /desk in the group that is to be the operators’ group.",
        }, command
    for command, words in said.items():
        expected = OWNERS[command][1]
        if command == "backup" and is_postgresql(desk.stage.database_url):
            expected = "copies are made there"
        assert expected in await desk.answers(desk.owner, words), command


async def test_what_was_done_can_be_undone(desk: Desk) -> None:
    for first, second, expected in AFTERWARDS.values():
        await desk.answers(desk.operator, first)
        assert expected in await desk.answers(desk.operator, second)


async def test_a_stranger_cannot_tell_a_command_from_an_unknown_one(stage: Stage) -> None:
    eva = await stage.newcomer("Eva")
    before = len(eva.chat.from_bot)
    typed = [f"/{name}{rest}" for name in sorted(set(COMMANDS) - {"help"} - ALSO_OWN) for rest in ("", " 1 2 3")]
    for words in ("/fly", "/order@playground_bot 1", *typed):
        await eva.says(words)
    await stage.settled()
    assert [message.text for message in eva.chat.from_bot[before:]] == [UNKNOWN] * (len(typed) + 2)
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


SLIPS = [
    ("/order", "/order 12"),
    ("/order abc", "/order 12"),
    ("/order 1 2", "/order 12"),
    ("/order -5", "/order 12"),
    ("/order 99999999999999999999999", "/order 12"),
    ("/oncall now", "/oncall on 5550001 +48600111222"),
    ("/oncall off 5 5", "/oncall on 5550001 +48600111222"),
    ("/outage now", "/outage on and the reason"),
    ("/outage off now", "/outage on and the reason"),
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
]
"""What an operator typed, and a part of the one sentence that comes back."""


async def test_a_slip_gets_one_sentence_with_an_example(desk: Desk) -> None:
    for words, example in SLIPS:
        answered = await desk.answers(desk.operator, words)
        assert example in answered, words
        assert len(answered.splitlines()) == 1, words
    assert await desk.acts() == [(desk.owner.id, "claim"), (desk.owner.id, "appoint")]


async def test_numbers_are_understood_in_any_script(desk: Desk) -> None:
    assert "Order 1" in await desk.answers(desk.operator, "/order #۱")


async def test_a_person_is_found_by_phone_number(desk: Desk) -> None:
    await desk.stage.app.turns.run(lambda tx: people.set_phone(tx, PersonId(10), "+48600111222"))
    assert "Tom <Kowal> · approved" in await desk.answers(desk.operator, "/technician +48-600-111-222")
    for typed in ("+48600111222", "+48-600-111-222", "+۴۸۶۰۰۱۱۱۲۲۲"):
        assert "Suspended: 10" in await desk.answers(desk.operator, f"/suspend {typed} late twice"), typed
        assert "Reinstated: 10" in await desk.answers(desk.operator, f"/reinstate {typed}"), typed


async def test_a_phone_number_of_nobody_and_of_several(desk: Desk) -> None:
    for words in ("/ban +48600999888 cash", "/ban + cash", "/ban +1 cash"):
        assert "Nobody has shown me this phone number." in await desk.answers(desk.operator, words)
    for person in (desk.owner.id, 10):
        await desk.stage.app.turns.run(partial(people.set_phone, person=PersonId(person), phone="+48600111222"))
    assert f"this phone number: 10, {desk.owner.id}." in await desk.answers(desk.operator, "/technician +48600111222")


async def test_lists_are_empty_politely(stage: Stage) -> None:
    olga = await stage.owner()
    for words, expected in (("/orders", "None."), ("/technicians", "None."), ("/applicants", "No application")):
        await olga.says(words)
        await olga.sees(expected)


async def test_two_claims_at_once_make_one_owner(stage: Stage) -> None:
    anna, eva = await stage.newcomer("Anna"), await stage.newcomer("Eva")
    for person in (anna, eva):
        await person.says(f"/claim {stage.app.claim_code}")
    await stage.settled()
    members = await stage.app.database.read(staff.members)
    assert len(members) == 1
    assert {person for person, _ in members} < {anna.id, eva.id}
