"""The message in which operators leaf through a list."""

from collections.abc import Callable

from bot.domain.desk import DeskList
from bot.ui.desk_assign_page import assign_page
from bot.ui.desk_cases_page import cases_page
from bot.ui.desk_companies_page import companies_page
from bot.ui.desk_orders_page import orders_page
from bot.ui.desk_paging import DrawnPage, PageRequest
from bot.ui.desk_statistics_page import statistics_page
from bot.ui.desk_technicians_page import technicians_page
from bot.ui.desk_why_page import why_page
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import inline
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import desk_pages

PAGES: dict[DeskList, Callable[[PageRequest], DrawnPage]] = {
    DeskList.ORDERS: orders_page,
    DeskList.TECHNICIANS: technicians_page,
    DeskList.ASSIGN: assign_page,
    DeskList.STATISTICS: statistics_page,
    DeskList.WHY: why_page,
    DeskList.CASES: cases_page,
    DeskList.COMPANIES: companies_page,
}


@card(desk_pages.DESK_PAGE)
@for_desk
def desk_page_card(ask: CardRequest) -> View | None:
    """The page that the subject's row says."""
    page = desk_pages.find(ask.connection, ask.subject_id)
    if page is None:
        return None
    drawn = PAGES[DeskList(page.kind)](PageRequest(ask, page))
    return View(drawn.text, inline(drawn.rows))
