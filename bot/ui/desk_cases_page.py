"""Cases as a list: those first to which an answer is owed the longest."""

from typing import Any

from bot.domain.cases import Case
from bot.domain.desk import CasesShown
from bot.ui.case_presses import DeskCasePress
from bot.ui.case_sight import KINDS, STATUSES
from bot.ui.desk_paging import PAGE_SIZE, DrawnPage, PageRequest
from bot.ui.keyboards import button, in_rows
from bot.ui.registry import CardRequest
from bot.ui.texts import N_
from db import cases, people

TITLES = {
    CasesShown.OPEN: N_("Open cases"),
    CasesShown.LATE: N_("Cases that wait too long"),
    CasesShown.ALL: N_("All cases"),
}
CHOICES = {CasesShown.OPEN: N_("Open"), CasesShown.LATE: N_("Late"), CasesShown.ALL: N_("All")}


def cases_page(request: PageRequest) -> DrawnPage:
    """A line a case, and below a button for each."""
    ask, shown = request.ask, CasesShown(request.page.words)
    which = cases.of_kind(shown.value, ask.now)
    count = cases.count(ask.connection, which)
    found = cases.listed(ask.connection, which, PAGE_SIZE, request.current(count) * PAGE_SIZE)
    text = ask.render(
        "cases/list",
        title=ask.texts.label(TITLES[shown]),
        lines=[_line(ask, case) for case in found],
        page=request.current(count) + 1,
        pages=request.pages(count),
    )
    numbers = [button(ask.texts.digits(str(c.id)), DeskCasePress(act="show", case_id=c.id)) for c in found]
    choices = [request.choice(ask.texts.label(label), which.value) for which, label in CHOICES.items()]
    return DrawnPage(text, [*in_rows(numbers, 4), request.turning(count), choices])


def _line(ask: CardRequest, case: Case) -> dict[str, Any]:
    person = people.find(ask.connection, case.person)
    owner = people.find(ask.connection, case.owner) if case.owner else None
    return {
        "number": case.id,
        "kind": ask.texts.label(KINDS[case.kind]),
        "status": ask.texts.label(STATUSES[case.status]),
        "name": person.name if person else "",
        "owner": owner.name if owner else "",
        "answer_by": case.answer_by,
        "late": case.answer_by is not None and (case.answer_by < ask.now or case.overdue > 0),
    }
