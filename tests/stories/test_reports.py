"""Operators and technicians read how it goes: figures, charts and tables, in their language."""

import csv
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from bot.usecases.reports import weekly
from playground.person import Person
from playground.world import files
from tests.stories.journeys import code_of, crew_of, orders_a_leak, rates, taps, technicians, works
from tests.stories.stage import Stage, words


async def one_finished_order(stage: Stage) -> Person:
    """Anna's leak is mended by Ali, who is returned."""
    anna = await stage.newcomer("Anna")
    (ali,) = await technicians(stage, "Ali")
    await taps(stage, anna, "I agree")
    order = await orders_a_leak(stage, anna)
    await taps(stage, ali, "Accept")
    assert await crew_of(stage, order.id)
    await works(stage, ali, await code_of(stage, order.id))
    await rates(stage, anna, "Ali", 5)
    return ali


def content(stage: Stage, person: Person, name: str) -> bytes:
    """The newest file of that name in the person's chat."""
    for message in reversed(person.chat.from_bot):
        document = message.content.get("document")
        if document and document["file_name"] == name:
            return files.find(stage.playground.world, document["file_id"]).content
    raise AssertionError(f"no {name}:\n{person.transcript()}")


@pytest.mark.parametrize(("language", "orders"), [("en", "Orders: 1"), ("fa", "سفارش‌ها: ۱")])
async def test_figures_charts_and_tables(stage: Stage, language: str, orders: str) -> None:
    owner = await stage.owner(language=language)
    await one_finished_order(stage)
    await owner.says("/report")
    await owner.sees(orders)
    assert [m for m in owner.chat.from_bot if "photo" in m.content], "charts come with the figures"
    await owner.says("/export")
    await stage.settled()
    rows = list(csv.reader(StringIO(content(stage, owner, "orders.csv").decode("utf-8-sig"))))
    assert [row[0] for row in rows] == [words(owner, "Order"), "1"]
    book = load_workbook(BytesIO(content(stage, owner, "onsite.xlsx")))
    assert book.sheetnames == [words(owner, name) for name in ("Figures", "Orders", "Technicians")]
    assert book.worksheets[2]["A2"].value == "Ali"


@pytest.mark.parametrize("language", ["en", "pl"])
async def test_an_empty_market_says_so(stage: Stage, language: str) -> None:
    owner = await stage.owner(language=language)
    await owner.says("/report 7")
    await owner.sees(words(owner, "No orders in this time."))


async def test_on_monday_the_digest_and_each_technicians_own_week(stage: Stage) -> None:
    owner = await stage.owner()
    ali = await one_finished_order(stage)
    await stage.passes(days=5)
    await stage.app.turns.run(weekly)
    await stage.settled()
    await owner.sees("Orders: 1")
    await ali.sees("Your week")
    await ali.sees("At the door as promised: 100% ≈")
