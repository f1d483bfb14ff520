"""A report as tables: a workbook for people, comma-separated rows for machines."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from io import BytesIO, StringIO

from babel.numbers import get_currency_precision
from openpyxl import Workbook

from bot.domain.market import Market
from bot.domain.measures.figures import FIGURES, Figure, Unit, Value
from bot.domain.measures.report import BASELINES, Report
from bot.ui.figure_words import LABELS, label
from bot.ui.service_names import service_name
from bot.ui.spreadsheet import Cell, fill, harmless
from bot.ui.texts import N_, Texts

ORDER_COLUMNS = (
    N_("Order"), N_("Service"), N_("District"), N_("Status"), N_("Placed"), N_("Taken"), N_("At the door"),
    N_("Finished"), N_("People asked"), N_("Price"), N_("Ended by"), N_("Reason"),
)  # fmt: skip
"""The heads of the orders' table."""


def workbook(texts: Texts, market: Market, report: Report, names: Mapping[str, str]) -> bytes:
    """Three sheets: the figures, the orders, the technicians (`names` by number)."""
    book = Workbook(write_only=True)
    for title, rows in (
        (texts.label("Figures"), figure_rows(texts, report, market.currency)),
        (texts.label("Orders"), order_rows(texts, market, report)),
        (texts.label("Technicians"), technician_rows(texts, report, names, market.currency)),
    ):
        fill(book.create_sheet(title), rows, right_to_left=texts.language.right_to_left)
    paper = BytesIO()
    book.save(paper)
    return paper.getvalue()


def comma_separated(rows: Iterable[list[Cell]]) -> bytes:
    """UTF-8 with a byte order mark, without which spreadsheet programs take Persian for noise."""
    paper = StringIO(newline="")
    csv.writer(paper).writerows([harmless(cell) for cell in row] for row in rows)
    return paper.getvalue().encode("utf-8-sig")


def figure_rows(texts: Texts, report: Report, currency: str) -> Iterator[list[Cell]]:
    """A row a figure: now, from how many, and one, three and six months before. Shares from 0 to 1, money whole."""
    before = [texts.label_many("%(num)s month before", "%(num)s months before", months) for months in BASELINES]
    yield [texts.label("Figure"), texts.label("Now"), texts.label("Out of"), *before]
    for line in report.lines:
        now = _number(line.figure, line.now, currency)
        then = [_number(line.figure, line.before.get(months), currency) for months in BASELINES]
        yield [label(texts, line.figure), now, line.now.sample if line.now else 0, *then]


def order_rows(texts: Texts, market: Market, report: Report) -> Iterator[list[Cell]]:
    """A row an order; times by the city's clocks."""
    yield [texts.label(head) for head in ORDER_COLUMNS]
    zone = market.city.time_zone
    for order in report.facts.orders:
        times = (order.placed_at, order.accepted_at, order.crewed_at, order.done_at)
        told = [moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else None for moment in times]
        name, earned = service_name(texts, market, order.service), in_whole_units(order.total, market.currency)
        ended = [order.ended_by, order.end_reason]
        yield [order.id, name, order.district, order.status.value, *told, order.offers, earned, *ended]


def technician_rows(texts: Texts, report: Report, names: Mapping[str, str], currency: str) -> Iterator[list[Cell]]:
    """A row a technician with the figures that mean something for one."""
    shown = [figure for figure in FIGURES if figure.per_technician]
    yield [texts.label("Technician"), texts.label("Jobs"), *(texts.label(LABELS[figure.key]) for figure in shown)]
    for row in report.technicians:
        values = [_number(figure, row.values[figure.key], currency) for figure in shown]
        yield [names.get(row.of, row.of), row.orders, *values]


def _number(figure: Figure, value: Value | None, currency: str) -> Cell:
    if value is None:
        return None
    return in_whole_units(round(value.value), currency) if figure.unit is Unit.MONEY else round(value.value, 4)


def in_whole_units(amount: int, currency: str) -> float:
    """An amount in whole units of the currency: a spreadsheet adds numbers up, not words."""
    return float(Decimal(amount).scaleb(-get_currency_precision(currency)))
