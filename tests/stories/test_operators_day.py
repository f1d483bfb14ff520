"""A day at the operators' desk: a group of two, the same buttons, applicants, orders, slow and dishonest people."""

import asyncio
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.technicians import TechnicianStatus
from bot.handlers.operator_commands import COMMANDS
from bot.handlers.operators import ALSO_OWN
from bot.ui.presses import ApplicantPress
from db import technicians as technician_rows
from db.tables import audit
from playground.group import Group
from playground.person import CallbackAnswer, Person
from tests.stories.desk import UNKNOWN
from tests.stories.journeys import applies, crew_of, find, orders_a_leak, says, taps, technicians
from tests.stories.stage import Stage


@dataclass
class Office:
    """Olga the owner, Oskar the operator, and their group, where all cards come."""

    stage: Stage
    olga: Person
    oskar: Person
    group: Group

    async def writes(self, person: Person, *texts: str) -> None:
        """Somebody types these in the group."""
        await says(self.stage, person.within(self.group), *texts)

    async def taps(self, person: Person, *labels: str) -> CallbackAnswer | None:
        """Somebody taps these in the group; the answer to the last."""
        answered = None
        for label in labels:
            answered = await person.within(self.group).taps(label)
            await self.stage.settled()
        return answered

    async def acts(self) -> list[tuple[int, str]]:
        """The audit log: who did what."""
        rows = await self.stage.app.database.read(lambda c: c.execute(select(audit).order_by(audit.c.id)).all())
        return [(row.actor_id, row.act) for row in rows]

    async def standing(self, person: Person) -> TechnicianStatus:
        """Where an applicant stands."""
        row = await self.stage.app.database.read(lambda connection: technician_rows.find(connection, person.id))
        assert row is not None
        return row.status

    def sees(self, fragment: str) -> bool:
        """Whether the group has such a message."""
        return self.group.find(fragment) is not None


@pytest.fixture
async def office(stage: Stage) -> Office:
    olga, oskar = await stage.owner("Olga"), await stage.newcomer("Oskar")
    await says(stage, olga, f"/appoint {oskar.id} operator")
    group = await stage.playground.group("Operators", [olga, oskar])
    office = Office(stage, olga, oskar, group)
    await office.writes(olga, "/desk")
    assert office.sees("This is the operators’ group now")
    return office


async def test_both_press_the_same_button(office: Office) -> None:
    """One approves while the other rejects: one decision holds, the other hears whose it is."""
    tom = await office.stage.newcomer("Tom")
    await applies(office.stage, tom)
    card = office.group.find("New application")
    assert card is not None
    data = ApplicantPress(act="approve", person_id=tom.id).pack()
    presses = (person.within(office.group).press_raw(data, card.message_id) for person in (office.olga, office.oskar))
    answers = [answer for answer in await asyncio.gather(*presses) if answer is not None]
    await office.stage.settled()
    assert sorted(answer.show_alert for answer in answers) == [False, True]
    late = next(answer.text for answer in answers if answer.show_alert)
    assert "has approved this application already." in late
    assert [act for _, act in await office.acts()].count("application_approved") == 1
    assert await office.standing(tom) is TechnicianStatus.APPROVED
    assert "Go online" in tom.buttons()
    assert office.sees("Application: approved")


async def test_more_is_asked_for_and_then_it_is_a_no(office: Office) -> None:
    tom = await office.stage.newcomer("Tom")
    await applies(office.stage, tom)
    await office.taps(office.olga, "Ask for more…", "Certificates")
    await tom.sees("The operators need a little more.")
    await taps(office.stage, tom, "Add to it", "Send the application")
    assert await office.standing(tom) is TechnicianStatus.PENDING
    await office.taps(office.oskar, "Reject…", "Enough technicians")
    assert await office.standing(tom) is TechnicianStatus.REJECTED
    await tom.sees("Your application was not accepted this time.")
    decided = (await office.acts())[-2:]
    assert decided == [(office.olga.id, "application_more_wanted"), (office.oskar.id, "application_rejected")]


async def test_orders_are_looked_up_assigned_and_cancelled(office: Office) -> None:
    anna = await office.stage.newcomer("Anna")
    ali, bo = await technicians(office.stage, "Ali", "Bo")
    first = await orders_a_leak(office.stage, anna)
    second = await orders_a_leak(office.stage, anna)
    await office.writes(office.oskar, "/orders")
    assert office.sees("Open orders")
    await office.writes(office.oskar, f"/order {first.id}")
    assert office.sees(f"Order {first.id} · ")
    await office.writes(office.oskar, f"/assign {first.id} {bo.id}")
    await bo.sees("The job is yours")
    assert await crew_of(office.stage, first.id) == {bo.id: JobStatus.ASSIGNED}
    await office.writes(office.olga, f"/cancel {second.id} the house has no water at all")
    await anna.sees("the house has no water at all")
    await ali.sees("The order was cancelled.")
    assert (await find(office.stage, second.id)).status is OrderStatus.CANCELLED
    assert (await office.acts())[-2:] == [(office.oskar.id, "assign"), (office.olga.id, "cancelled")]


@pytest.mark.both_engines
async def test_who_is_suspended_or_banned_is_out_at_once(office: Office) -> None:
    anna = await office.stage.newcomer("Anna")
    ali, bo = await technicians(office.stage, "Ali", "Bo")
    order = await orders_a_leak(office.stage, anna)
    await taps(office.stage, ali, "Accept")
    await office.writes(office.oskar, f"/suspend {ali.id} late twice")
    await anna.sees("Ali can’t make it to you after all")
    await taps(office.stage, bo, "Accept")
    assert await crew_of(office.stage, order.id) == {ali.id: JobStatus.CANCELLED, bo.id: JobStatus.ASSIGNED}
    await office.writes(office.oskar, f"/ban {anna.id} insults")
    await bo.sees("You need not go there.")
    assert (await find(office.stage, order.id)).status is OrderStatus.CANCELLED
    await anna.says("/new")
    await anna.sees("This market is closed to you.")
    closed = await anna.press_raw("me:order")
    assert closed is not None
    assert closed.show_alert
    await office.writes(office.oskar, f"/unban {anna.id}", f"/reinstate {ali.id}")
    await taps(office.stage, anna, "New order")
    assert await office.standing(ali) is TechnicianStatus.APPROVED


async def test_a_stranger_hears_that_there_is_no_such_command(office: Office) -> None:
    eva = await office.stage.newcomer("Eva")
    before, acts = len(eva.chat.from_bot), await office.acts()
    typed = sorted(set(COMMANDS) - {"help"} - ALSO_OWN)
    for name in typed:
        await eva.says(f"/{name} 1 2 3")
    await office.stage.settled()
    assert [message.text for message in eva.chat.from_bot[before:]] == [UNKNOWN] * len(typed)
    assert await office.acts() == acts


async def test_a_stranger_in_the_group_is_nobody(office: Office) -> None:
    """Whoever was let into the group by mistake sees the cards, but decides nothing."""
    eva, tom = await office.stage.newcomer("Eva"), await office.stage.newcomer("Tom")
    await office.group.adds(eva)
    await applies(office.stage, tom)
    refused = await office.taps(eva, "Approve")
    assert refused is not None
    assert refused.show_alert
    said = len(office.group.from_bot)
    await office.writes(eva, "/orders", f"/ban {tom.id} me", "/stats")
    assert len(office.group.from_bot) == said
    assert await office.standing(tom) is TechnicianStatus.PENDING
