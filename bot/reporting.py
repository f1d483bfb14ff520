"""`python main.py report`: the market's figures from the database alone, while the bot runs or not."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.measures.report import Report
from bot.ui.exports import workbook
from bot.ui.report_page import charts_of, page, tables, title
from bot.ui.texts import Texts, texts_of
from db import facts
from db.database import Database
from db.tables import technicians


async def write_report(database: Database, market: Market, days: int, language: Language, folder: Path | None) -> str:
    """The report of the last so many days as text; with a folder also as a page, pictures and a workbook in it."""
    until = datetime.now(UTC)
    report, names = await database.read(lambda c: (facts.compared(c, until - timedelta(days=days), until), _names(c)))
    texts = texts_of(language, market.city.time_zone)
    if folder is not None:
        _keep(folder, texts, market, report, names)
    written = [table.markdown() for table in tables(texts, market, report, names)]
    return "\n\n".join([f"## {title(texts, report)}", *written])


def _keep(folder: Path, texts: Texts, market: Market, report: Report, names: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.html").write_text(page(texts, market, report, names), "utf-8")
    (folder / "report.xlsx").write_bytes(workbook(texts, market, report, names))
    for name, picture in charts_of(texts, market, report).items() if report.facts.orders else ():
        (folder / name).write_bytes(picture)


def _names(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(technicians.c.person_id, technicians.c.name))
    return {str(row.person_id): row.name for row in rows}
