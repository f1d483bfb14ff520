"""Orders on a company's account: counted, put before a manager, given back, never above the limit by a race."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from bot.domain.companies import CompanyId, Member, MemberRole, Month, Verdict
from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OrderId, PersonId
from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.offers import CancelReason, JobStatus
from bot.domain.orders import Order, OrderStatus
from bot.domain.people import Person, Role
from bot.usecases.amends import take_back
from bot.usecases.approving import answer_approval, pay_oneself
from bot.usecases.cancelling import cancel_order
from bot.usecases.companies import leave_company, remove_member, set_limit
from bot.usecases.extras import answer_extra, propose_extra
from bot.usecases.giving import give_discount
from bot.usecases.ordering import place_order
from bot.usecases.quoting import answer_quote, set_quote
from db import companies, company_orders, credit, jobs, offers, orders, people, staff
from db.tables import amends, outbox
from db.tables import jobs as job_rows
from db.tables import orders as order_rows
from db.transaction import Transaction
from tests.clock import TestClock
from tests.job_scene import ALI, Transact, make_technician
from tests.ordering_scene import a_draft

MAYA, BEN, ZOE, OLGA = PersonId(100), PersonId(200), PersonId(300), PersonId(400)
LEAK = 180_00


class Account:
    """Maya runs the account of ACME, Ben may spend 500 zł a month of it."""

    company: CompanyId
    ben: Member

    def __init__(self, transact: Transact, clock: TestClock) -> None:
        self.transact, self.clock = transact, clock

    async def begin(self) -> "Account":
        await self.transact(self._begin)
        return self

    def _begin(self, tx: Transaction) -> None:
        for person, name in ((MAYA, "Maya"), (BEN, "Ben"), (ZOE, "Zoe"), (OLGA, "Olga")):
            people.meet(tx, Person(person, name, Language.EN), name)
            people.consent(tx, person)
        assert companies.add(tx, "ACME")
        assert not companies.add(tx, "Acme")
        found = companies.called(tx.connection, "acme")
        assert found is not None
        self.company = found.id
        companies.join(tx, found.id, MAYA, MemberRole.MANAGER)
        companies.join(tx, found.id, BEN, MemberRole.MEMBER)
        member = companies.membership(tx.connection, found.id, BEN)
        assert member is not None
        self.ben = member
        set_limit(tx, member.id, MAYA, 500_00)

    async def orders(self, **changes: Any) -> OrderId:
        placed: OrderId = await self.transact(lambda tx: self.place(tx, **changes))
        return placed

    def place(self, tx: Transaction, **changes: Any) -> OrderId:
        return place_order(tx, BEN, a_draft(**{"company": self.company, "phone": None, **changes}))

    async def find(self, order: OrderId) -> Order:
        row = await self.transact(lambda tx: orders.find(tx.connection, order))
        assert row is not None
        found: Order = row
        return found

    async def stands(self, order: OrderId) -> tuple[OrderStatus, Verdict]:
        known = await self.transact(lambda tx: company_orders.find(tx.connection, order))
        return (await self.find(order)).status, known.verdict

    async def spent(self) -> int:
        month = self.month()
        spent: int = await self.transact(lambda tx: company_orders.spent(tx.connection, self.ben.id, month))
        return spent

    def month(self) -> Month:
        return Month(self.clock.now().year, self.clock.now().month)

    async def refused(self, act: Callable[[Transaction], Any]) -> str:
        with pytest.raises(Refusal) as refusal:
            await self.transact(act)
        return refusal.value.code


def ali_works(tx: Transaction, order: OrderId, status: JobStatus) -> None:
    people.meet(tx, Person(ALI, "Ali", Language.EN), "Ali")
    make_technician(tx, ALI, "Ali")
    offer = offers.add(tx, order, ALI, round_=1, wave=1, distance_m=100, travel_s=60)
    job = jobs.add(tx, offer, order, ALI, Money(LEAK, "PLN"))
    tx.execute(job_rows.update().where(job_rows.c.id == job).values(status=status.value))


COUNTED = (OrderStatus.SEARCHING, Verdict.COUNTED)
WAITING = (OrderStatus.APPROVING, Verdict.WAITING)


@pytest.fixture
async def account(transact: Transact, clock: TestClock) -> Account:
    return await Account(transact, clock).begin()


async def test_within_the_limit_above_it_and_given_back(account: Account) -> None:
    first, second, third = [await account.orders() for _ in range(3)]
    assert [await account.stands(order) for order in (first, second, third)] == [COUNTED, COUNTED, WAITING]
    assert await account.spent() == 2 * LEAK
    await account.transact(lambda tx: cancel_order(tx, first, BEN, CancelReason.MISTAKE))
    assert await account.spent() == LEAK
    assert await account.stands(await account.orders()) == COUNTED
    assert await account.stands(third) == WAITING


async def test_a_discount_on_what_is_done_is_the_companys_and_not_the_members(account: Account) -> None:
    order = await account.orders()
    await account.transact(lambda tx: staff.appoint(tx, OLGA, Role.OWNER))
    await account.transact(lambda tx: ali_works(tx, order, JobStatus.DONE))
    await account.transact(lambda tx: tx.execute(order_rows.update().values(status=OrderStatus.DONE.value)))
    number = await account.transact(lambda tx: give_discount(tx, OLGA, order, 0, Money(80_00, "PLN")))
    assert await account.spent() == LEAK - 80_00
    assert await account.transact(lambda tx: credit.balance(tx.connection, BEN)) == 0
    await account.transact(lambda tx: take_back(tx, number, OLGA))
    assert await account.spent() == LEAK


async def test_a_crew_counts_whole(account: Account) -> None:
    assert await account.stands(await account.orders(crew=3)) == WAITING


@pytest.mark.both_engines
@pytest.mark.parametrize("turn", range(3))
async def test_two_at_once_never_slip_under_one_limit(account: Account, turn: int) -> None:
    await account.orders()
    placed = await asyncio.gather(*(account.orders() for _ in range(2)))
    assert sorted([await account.stands(order) for order in placed]) == [WAITING, COUNTED]
    assert await account.spent() == 2 * LEAK


@pytest.mark.both_engines
async def test_two_managers_answer_at_once_and_one_is_heard(account: Account) -> None:
    await account.transact(lambda tx: companies.join(tx, account.company, ZOE, MemberRole.MANAGER))
    order = await account.orders(crew=3)
    answers = await asyncio.gather(
        account.transact(lambda tx: answer_approval(tx, order, MAYA, True)),
        account.transact(lambda tx: answer_approval(tx, order, ZOE, True)),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "Refusal"]
    assert await account.stands(order) == COUNTED


@pytest.mark.both_engines
async def test_the_manager_says_yes_while_the_member_pays(account: Account) -> None:
    order = await account.orders(crew=3)
    answers = await asyncio.gather(
        account.transact(lambda tx: answer_approval(tx, order, MAYA, True)),
        account.transact(lambda tx: pay_oneself(tx, order, BEN)),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["NoneType", "Refusal"]
    status, verdict = await account.stands(order)
    assert status is OrderStatus.SEARCHING
    assert verdict is (Verdict.OWN if isinstance(answers[0], Refusal) else Verdict.COUNTED)


async def test_a_yes_keeps_who_gave_it_and_begins_the_search(account: Account) -> None:
    order = await account.orders(crew=3)
    assert (await account.find(order)).round == 0
    await account.transact(lambda tx: answer_approval(tx, order, MAYA, True))
    assert await account.stands(order) == COUNTED
    known = await account.transact(lambda tx: company_orders.find(tx.connection, order))
    assert (known.decided_by, known.month) == (MAYA, account.month())
    assert (await account.find(order)).round == 1
    assert await account.spent() == 3 * LEAK


async def test_a_no_may_become_a_yes_until_the_member_decides(account: Account) -> None:
    order = await account.orders(crew=3)
    await account.transact(lambda tx: answer_approval(tx, order, MAYA, False))
    assert await account.stands(order) == (OrderStatus.APPROVING, Verdict.REFUSED)
    assert await account.refused(lambda tx: answer_approval(tx, order, MAYA, False)) == "approval_answered"
    await account.transact(lambda tx: pay_oneself(tx, order, BEN))
    assert await account.stands(order) == (OrderStatus.SEARCHING, Verdict.OWN)
    assert await account.spent() == 0
    assert await account.refused(lambda tx: answer_approval(tx, order, MAYA, True)) == "order_moved_on"
    assert await account.refused(lambda tx: pay_oneself(tx, order, BEN)) == "order_moved_on"


@pytest.mark.parametrize("person", [BEN, ZOE])
async def test_nobody_but_a_manager_answers(account: Account, person: PersonId) -> None:
    order = await account.orders(crew=3)
    assert await account.refused(lambda tx: answer_approval(tx, order, person, True)) == "company_not_yours"
    assert await account.refused(lambda tx: set_limit(tx, account.ben.id, person, None)) == "company_not_yours"
    assert await account.refused(lambda tx: remove_member(tx, account.ben.id, person)) == "company_not_yours"


async def test_an_order_of_nobodys_company(account: Account) -> None:
    order = await account.orders(company=None)
    assert await account.refused(lambda tx: answer_approval(tx, order, MAYA, True)) == "company_not_yours"
    assert await account.refused(lambda tx: pay_oneself(tx, order, BEN)) == "order_moved_on"


async def test_whoever_is_removed(account: Account) -> None:
    running, waiting = await account.orders(), await account.orders(crew=3)
    await account.transact(lambda tx: remove_member(tx, account.ben.id, MAYA))
    assert await account.stands(running) == COUNTED
    assert await account.stands(waiting) == (OrderStatus.APPROVING, Verdict.REFUSED)
    assert await account.refused(lambda tx: answer_approval(tx, waiting, MAYA, True)) == "member_gone"
    assert await account.refused(account.place) == "company_not_member"
    assert await account.refused(lambda tx: remove_member(tx, account.ben.id, MAYA)) == "member_gone"
    assert await account.refused(lambda tx: set_limit(tx, account.ben.id, MAYA, None)) == "member_gone"
    assert await account.spent() == LEAK
    await account.transact(lambda tx: pay_oneself(tx, waiting, BEN))


async def test_the_last_manager_stays(account: Account) -> None:
    assert await account.refused(lambda tx: leave_company(tx, account.company, MAYA)) == "company_last_manager"
    assert await account.refused(lambda tx: leave_company(tx, account.company, ZOE)) == "company_not_member"


async def test_a_new_month_begins_at_nothing(account: Account) -> None:
    await account.orders(crew=2)
    assert await account.stands(await account.orders()) == WAITING
    account.clock.advance(days=31)
    assert await account.stands(await account.orders(crew=2)) == COUNTED


async def test_a_quote_is_held_against_the_limit_once_it_is_agreed_to(account: Account) -> None:
    await account.transact(lambda tx: staff.appoint(tx, OLGA, Role.OPERATOR))
    first = await account.orders(service="something_else")
    second = await account.orders(service="something_else")
    assert await account.stands(first) == (OrderStatus.QUOTING, Verdict.PRICING)

    def agree(tx: Transaction) -> None:
        for order in (first, second):
            set_quote(tx, order, OLGA, Money(400_00, "PLN"))
            answer_quote(tx, order, BEN, True)

    await account.transact(agree)
    assert await account.stands(first) == COUNTED
    assert await account.stands(second) == WAITING
    await account.transact(lambda tx: answer_approval(tx, second, MAYA, True))
    assert await account.spent() == 800_00


async def test_extra_work_counts_and_above_the_limit_the_manager_hears_of_it(account: Account) -> None:
    await account.orders()
    order = await account.orders()
    await account.transact(lambda tx: ali_works(tx, order, JobStatus.IN_PROGRESS))
    told = outbox.c.view == "companies/extra_over"
    for amount, spent, heard in ((100_00, 460_00, 0), (60_00, 520_00, 1)):
        await account.transact(partial(agree_to_extra, amount=Money(amount, "PLN")))
        assert await account.spent() == spent
        assert len(await account.transact(lambda tx: tx.execute(outbox.select().where(told)).all())) == heard
    assert await account.stands(await account.orders()) == WAITING


async def test_a_members_own_credit_pays_for_nothing_of_the_companys(account: Account) -> None:
    def give(tx: Transaction) -> None:
        row = {"kind": "credit", "person_id": BEN, "giver_id": OLGA, "amount": 50_00, "unused": 50_00}
        tx.execute(amends.insert().values(**row, at=tx.now))

    await account.transact(give)
    await account.orders()
    waiting = await account.orders(crew=3)
    assert await account.spent() == LEAK
    assert await account.transact(lambda tx: credit.balance(tx.connection, BEN)) == 50_00
    await account.transact(lambda tx: pay_oneself(tx, waiting, BEN))
    assert await account.transact(lambda tx: credit.on_order(tx.connection, waiting)) == 50_00


def agree_to_extra(tx: Transaction, amount: Money) -> None:
    answer_extra(tx, propose_extra(tx, JobId(1), ALI, amount, "a valve"), BEN, True)


@pytest.mark.parametrize("missing", [1, 7])
async def test_a_site_of_another_company_or_of_none(account: Account, missing: int) -> None:
    assert await account.refused(lambda tx: account.place(tx, site=missing)) == "site_gone"


def test_the_market_is_there(market: Market) -> None:
    service = market.catalogue.service("leak")
    assert service is not None
    assert service.price.amount == LEAK
