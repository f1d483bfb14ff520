"""A report as tables that can be printed in a terminal, and as a page for a browser with its charts inside."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.market import Market
from bot.domain.measures.figures import SMALL_SAMPLE, figure
from bot.domain.measures.report import BASELINES, Report, Row
from bot.ui.charts.by_service import by_service
from bot.ui.charts.by_week import by_week
from bot.ui.figure_words import LABELS, label, told
from bot.ui.service_names import service_name
from bot.ui.texts import N_, Texts

SIDES = {"customer": N_("the customer"), "operator": N_("an operator"), "market": N_("the market")}
"""Who called an order off."""


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table, all words in the reader's language."""

    title: str
    heads: list[str]
    rows: list[list[str]]

    def markdown(self) -> str:
        """The table for a terminal or a page of documentation."""
        ruler = "|".join(["---", *("---:" for _ in self.heads[1:])])
        lines = [f"| {' | '.join(row)} |" for row in (self.heads, *self.rows)]
        return "\n".join([f"### {self.title}", "", lines[0], f"|{ruler}|", *lines[1:]])


def tables(texts: Texts, market: Market, report: Report, names: Mapping[str, str]) -> list[Table]:
    """Figures with their baselines, then services, districts, technicians and why orders were called off."""
    services = {row.of: service_name(texts, market, row.of) for row in report.services}
    return [
        _figures(texts, market, report),
        _breakdown(texts, market, texts.label("By service"), report.services, services),
        _breakdown(texts, market, texts.label("By district"), report.districts, {}),
        _breakdown(texts, market, texts.label("By technician"), report.technicians, names),
        _endings(texts, report),
    ]


def page(texts: Texts, market: Market, report: Report, names: Mapping[str, str]) -> str:
    """The whole report as one HTML file that needs nothing else."""
    charts = charts_of(texts, market, report).values() if report.facts.orders else ()
    return texts.page(
        "report_page",
        title=title(texts, report),
        language=texts.language.value,
        direction="rtl" if texts.language.right_to_left else "ltr",
        small_sample=SMALL_SAMPLE,
        charts=[b64encode(chart).decode() for chart in charts],
        tables=tables(texts, market, report, names),
    )


def charts_of(texts: Texts, market: Market, report: Report) -> dict[str, bytes]:
    """The charts by file name."""
    return {"weeks.png": by_week(texts, report.facts), "services.png": by_service(texts, market, report)}


def title(texts: Texts, report: Report) -> str:
    """From when to when."""
    since, until = texts.date(report.period.since), texts.date(report.period.until)
    return texts.label("The market, %(since)s to %(until)s", since=since, until=until)


def _figures(texts: Texts, market: Market, report: Report) -> Table:
    heads = [texts.label("Figure"), texts.label("Now")]
    heads += [texts.label_many("%(num)s month before", "%(num)s months before", months) for months in BASELINES]
    rows = [
        [label(texts, line.figure), told(texts, market, line.figure, line.now)]
        + [told(texts, market, line.figure, line.before.get(months)) for months in BASELINES]
        for line in report.lines
    ]
    return Table(texts.label("Figures"), heads, rows)


def _breakdown(texts: Texts, market: Market, name: str, rows: tuple[Row, ...], names: Mapping[str, str]) -> Table:
    keys = list(rows[0].values) if rows else []
    heads = ["", texts.label("Orders"), *(texts.label(LABELS[key]) for key in keys)]
    body = [
        [names.get(row.of, row.of) or "–", texts.number(row.orders)]
        + [told(texts, market, figure(key), row.values[key]) for key in keys]
        for row in rows
    ]
    return Table(name, heads, body)


def _endings(texts: Texts, report: Report) -> Table:
    most_first = sorted(report.endings.items(), key=lambda item: (-item[1], item[0]))
    rows = [[f"{texts.label(SIDES[side])}: {reason}", texts.number(count)] for (side, reason), count in most_first]
    return Table(texts.label("Called off by"), ["", texts.label("Orders")], rows)
