"""`python main.py report` and `contacts`: what the database alone can tell, while the bot runs or not."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, select

from bot.domain.languages import Language
from bot.domain.market import Market
from bot.domain.measures.report import Report
from bot.domain.outages import OnDuty
from bot.ui.exports import workbook
from bot.ui.report_page import charts_of, page, tables, title
from bot.ui.service_names import service_name
from bot.ui.texts import Texts, texts_of
from db import contacts, facts, on_duty
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


async def list_contacts(database: Database, market: Market) -> str:
    """Both numbers of every running job, a paragraph each, by the city's clocks; below, who is on duty."""
    running = await database.read(contacts.of_running_jobs)
    duty = await database.read(on_duty.members)
    texts = texts_of(Language.EN, market.city.time_zone)
    told = [_paragraph(texts, market, job) for job in running] or ["No job is running."]
    return "\n\n".join([*told, _on_duty(texts, duty)])


def _paragraph(texts: Texts, market: Market, job: contacts.RunningJob) -> str:
    expected = f", expected at {texts.time(job.expected_at)}" if job.expected_at else ""
    return "\n".join(
        [
            f"Order {job.order} · {service_name(texts, market, job.service)} · {job.status.value}{expected}",
            f"  {job.address}",
            f"  customer    {_number(texts, job.customer)}",
            f"  technician  {_number(texts, job.technician)}",
        ]
    )


def _number(texts: Texts, contact: contacts.Contact) -> str:
    """Whoever calls has to know which of the numbers may be passed on."""
    if not contact.phone:
        return f"{contact.name}: gave no number"
    passed_on = "the other side may have it" if contact.may_be_called else "not to be passed on"
    return f"{contact.name}: {texts.phone(contact.phone)} ({passed_on})"


def _on_duty(texts: Texts, duty: Sequence[OnDuty]) -> str:
    if not duty:
        return "Nobody is on duty."
    return "On duty: " + ", ".join(f"{one.name} {texts.phone(one.phone)}" for one in duty)


def _keep(folder: Path, texts: Texts, market: Market, report: Report, names: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.html").write_text(page(texts, market, report, names), "utf-8")
    (folder / "report.xlsx").write_bytes(workbook(texts, market, report, names))
    for name, picture in charts_of(texts, market, report).items() if report.facts.orders else ():
        (folder / name).write_bytes(picture)


def _names(connection: Connection) -> dict[str, str]:
    rows = connection.execute(select(technicians.c.person_id, technicians.c.name))
    return {str(row.person_id): row.name for row in rows}
