"""Reports as messages: figures and charts for the operators, tables to take away, a technician's own week."""

from datetime import datetime
from functools import partial

from bot.domain.measures.report import Report
from bot.ui.charts.by_service import by_service
from bot.ui.charts.by_week import by_week
from bot.ui.desk_names import technician_or_id
from bot.ui.exports import comma_separated, order_rows, workbook
from bot.ui.for_desk import for_desk
from bot.ui.registry import NoticeRequest, notice
from bot.ui.reports import TIPS, lines, own_lines, weakest
from bot.ui.view import Media, View
from db import facts


@notice("reports/report")
@for_desk
def report_notice(ask: NoticeRequest) -> View | None:
    """The figures beside those of a month before; charts as soon as there is anything to draw."""
    report = _report(ask)
    text = ask.render(
        "reports/report",
        since=report.period.since,
        until=report.period.until,
        lines=lines(ask.texts, ask.market, report),
        placed=len(report.facts.orders),
    )
    return View(text, media=_charts(ask, report) if report.facts.orders else ())


@notice("reports/export")
@for_desk
def export_notice(ask: NoticeRequest) -> View | None:
    """The same as a workbook, and the orders as comma-separated rows."""
    report = _report(ask)
    names = {row.of: technician_or_id(ask.connection, int(row.of)) for row in report.technicians}
    texts, market = ask.texts, ask.market
    media = (
        Media("document", name="onsite.xlsx", make=lambda: workbook(texts, market, report, names)),
        Media("document", name="orders.csv", make=lambda: comma_separated(order_rows(texts, market, report))),
    )
    return View(ask.render("reports/export", since=report.period.since, until=report.period.until), media=media)


@notice("reports/own_week")
def own_week_notice(ask: NoticeRequest) -> View | None:
    """A technician's own figures and one tip that fits the weakest of them."""
    since, until = _period(ask)
    everybody = facts.between(ask.connection, since, until)
    own = everybody.of_technician(int(ask.chat_id))
    tip = weakest(own, everybody)
    return View(
        ask.render(
            "reports/own_week",
            lines=own_lines(ask.texts, ask.market, own),
            tip=ask.texts.label(TIPS[tip]) if tip else "",
        )
    )


def _report(ask: NoticeRequest) -> Report:
    return facts.compared(ask.connection, *_period(ask))


def _period(ask: NoticeRequest) -> tuple[datetime, datetime]:
    return datetime.fromisoformat(ask.fields["since"]), datetime.fromisoformat(ask.fields["until"])


def _charts(ask: NoticeRequest, report: Report) -> tuple[Media, ...]:
    weeks = partial(by_week, ask.texts, report.facts)
    services = partial(by_service, ask.texts, ask.market, report)
    return (Media("photo", name="weeks.png", make=weeks), Media("photo", name="services.png", make=services))
