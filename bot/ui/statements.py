"""A company's month as a table: a row an order, and a last one that adds them up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from openpyxl import Workbook
from sqlalchemy import Connection

from bot.domain.companies import Month
from bot.domain.market import Market
from bot.domain.orders import OrderStatus
from bot.ui.company_words import person_name
from bot.ui.exports import in_whole_units
from bot.ui.order_list import STATUS_WORDS
from bot.ui.service_names import service_name
from bot.ui.spreadsheet import Cell, fill
from bot.ui.texts import N_, Texts
from db import companies, company_orders, sites

COLUMNS = (
    N_("Order"), N_("Placed"), N_("Site"), N_("Member"), N_("Service"), N_("Approved by"), N_("Status"), N_("Price"),
)  # fmt: skip
"""The heads of the table."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One order, as the accounts of the company need it; `amount` in minor units."""

    order: int
    placed_at: datetime
    site: str
    member: str
    service: str
    approved_by: str
    status: OrderStatus
    amount: int


def statement_rows(connection: Connection, company: int, month: Month) -> list[StatementRow]:
    """The orders of the month that are the company's; what was cancelled is none of them."""
    lines = company_orders.lines_of(connection, company, month)
    kept = [line for line in lines if line.order.status is not OrderStatus.CANCELLED]
    return [_row(connection, line) for line in kept]


def _row(connection: Connection, line: company_orders.AccountLine) -> StatementRow:
    known, order = line.known, line.order
    member = companies.member(connection, known.member)
    site = sites.find(connection, known.site) if known.site is not None else None
    return StatementRow(
        order.id,
        order.created_at,
        site.name if site else order.address.district,
        person_name(connection, member.person if member else None),
        order.service,
        person_name(connection, known.decided_by),
        order.status,
        line.amount,
    )


def statement_cells(texts: Texts, market: Market, rows: Sequence[StatementRow]) -> Iterator[list[Cell]]:
    """The table with its head and its sum."""
    yield [texts.label(head) for head in COLUMNS]
    for row in rows:
        placed = row.placed_at.astimezone(market.city.time_zone).strftime("%Y-%m-%d %H:%M")
        service, status = service_name(texts, market, row.service), texts.label(STATUS_WORDS[row.status])
        approved = row.approved_by or texts.label("within the limit")
        price = in_whole_units(row.amount, market.currency)
        yield [row.order, placed, row.site, row.member, service, approved, status, price]
    total = in_whole_units(sum(row.amount for row in rows), market.currency)
    yield [texts.label("Total"), None, None, None, None, None, market.currency, total]


def statement_book(texts: Texts, market: Market, title: str, rows: Sequence[StatementRow]) -> bytes:
    """A workbook of one sheet."""
    book = Workbook(write_only=True)
    cells = statement_cells(texts, market, rows)
    fill(book.create_sheet(title), cells, right_to_left=texts.language.right_to_left)
    paper = BytesIO()
    book.save(paper)
    return paper.getvalue()
