"""What an order costs, from its price, its crew and what was agreed to on site."""

from dataclasses import replace

import pytest

from bot.domain.costs import costs
from bot.domain.money import Money
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from tests.rules.samples.people import job, order

S, J = OrderStatus, JobStatus
PRICE, MORE = Money(180_00, "PLN"), Money(20_00, "PLN")


@pytest.mark.parametrize(
    ("status", "crew", "jobs", "amount"),
    [
        (S.SEARCHING, 1, [], 180_00),
        (S.SEARCHING, 2, [], 360_00),
        (S.ASSIGNED, 1, [J.ASSIGNED], 180_00),
        (S.IN_PROGRESS, 2, [J.IN_PROGRESS, J.DONE], 360_00),
        (S.ASSIGNED, 1, [J.HANDED_BACK, J.ASSIGNED], 180_00),
        (S.DONE, 2, [J.DONE, J.DONE], 360_00),
        (S.CLOSED, 2, [J.DONE, J.CUSTOMER_ABSENT], 180_00),
    ],
)
def test_what_it_costs(status: OrderStatus, crew: int, jobs: list[JobStatus], amount: int) -> None:
    wanted = replace(order(status, crew=crew), price=PRICE)
    theirs = [replace(job(at), pay=PRICE, extra=None) for at in jobs]
    assert costs(wanted, theirs) == Money(amount, "PLN")


def test_extra_work_is_added_and_no_price_is_none() -> None:
    theirs = [replace(job(J.IN_PROGRESS), pay=PRICE, extra=MORE)]
    assert costs(replace(order(S.IN_PROGRESS, crew=1), price=PRICE), theirs) == PRICE + MORE
    assert costs(replace(order(S.DONE, crew=1), price=PRICE), [replace(theirs[0], status=J.DONE)]) == PRICE + MORE
    assert costs(replace(order(S.CLOSED, crew=1), price=PRICE), [replace(theirs[0], status=J.CANCELLED)]) is None
    assert costs(replace(order(S.QUOTING, crew=1), price=None), []) is None
