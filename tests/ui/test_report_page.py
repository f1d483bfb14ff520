"""The report as a page and as tables: complete in every language, harmless in a spreadsheet."""

from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.measures.facts import Facts, OrderFact
from bot.domain.measures.report import compose
from bot.domain.orders import OrderStatus
from bot.ui.exports import comma_separated, order_rows, workbook
from bot.ui.report_page import page, tables
from bot.ui.spreadsheet import harmless
from bot.ui.texts import texts_of

UNTIL = datetime(2026, 3, 30, 12, 0, tzinfo=UTC)
PLACED = UNTIL - timedelta(days=3)


def order(number: int, **changes: Any) -> OrderFact:
    about: dict[str, Any] = {"customer": 1, "service": "leaking_pipe", "district": "Old Town", "placed_at": PLACED}
    about |= {"asked_at": PLACED, "scheduled": False, "status": OrderStatus.CLOSED, "accepted_at": PLACED}
    about |= {"crewed_at": PLACED + timedelta(minutes=40), "done_at": PLACED + timedelta(minutes=90), "offers": 3}
    about |= {"total": 12_000, "returning": False, "ended_by": None, "end_reason": None}
    return OrderFact(id=number, **(about | changes))


FACTS = Facts(UNTIL - timedelta(days=28), UNTIL, (order(1), order(2, district="=HYPERLINK(1)")))


class Page(HTMLParser):
    """Collects what is open and how many tables and pictures there are."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.seen.append(tag)
        if tag not in {"meta", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("language", Language)
def test_a_whole_page_in_every_language(market: Market, language: Language) -> None:
    texts = texts_of(language, market.city.time_zone)
    written = page(texts, market, compose(FACTS, {1: FACTS}), {})
    parser = Page()
    parser.feed(written)
    assert parser.open == []
    assert (parser.seen.count("table"), parser.seen.count("img")) == (5, 2)
    assert f'dir="{"rtl" if language is Language.FA else "ltr"}"' in written


def test_an_empty_market_has_a_page_too(market: Market) -> None:
    texts = texts_of(Language.EN, market.city.time_zone)
    empty = compose(Facts(FACTS.since, FACTS.until), {})
    assert "<img" not in page(texts, market, empty, {})
    assert "| Orders | 0 |" in tables(texts, market, empty, {})[0].markdown()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\r=1"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", [-5, 1.5, None, "Old Town", "3=2"])
def test_numbers_and_words_stay_as_they_are(cell: Any) -> None:
    assert harmless(cell) == cell


def test_no_exported_cell_is_a_formula(market: Market) -> None:
    texts, report = texts_of(Language.EN, market.city.time_zone), compose(FACTS, {})
    rows = comma_separated(order_rows(texts, market, report)).decode("utf-8-sig")
    assert ",'=HYPERLINK(1)," in rows
    book = load_workbook(BytesIO(workbook(texts, market, report, {})))
    assert book.worksheets[1]["C3"].value == "'=HYPERLINK(1)"
    assert book.worksheets[1]["C3"].data_type == "s"
