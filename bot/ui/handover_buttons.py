"""The buttons about handing over, on the cards of a job's two people."""

from aiogram.types import InlineKeyboardButton

from bot.domain.offers import Job
from bot.ui.after_work_presses import SignPress
from bot.ui.job_sight import JobSight
from bot.ui.keyboards import button
from bot.ui.presses import JobPress
from bot.ui.registry import CardRequest
from db import handovers, jobs


def has_checklist(ask: CardRequest, sight: JobSight) -> bool:
    """Whether the job ends with a checklist: its service has one, and nobody else of the crew is still at work."""
    others = (job for job in jobs.of_order(ask.connection, sight.order.id) if job.id != sight.job.id)
    if any(job.is_running for job in others):
        return False
    return ask.market.catalogue.checklist_for(sight.order.service).asks_anything


def report_row(ask: CardRequest, job: Job) -> list[InlineKeyboardButton | None]:
    """The report, once there is one."""
    handover = handovers.of_job(ask.connection, job.id)
    report = button(ask.texts.label("Report"), JobPress(act="report", job_id=job.id))
    return [report if handover else None]


def customer_rows(ask: CardRequest, job: Job) -> list[list[InlineKeyboardButton]]:
    """The report, and the signature while it is missing."""
    handover = handovers.of_job(ask.connection, job.id)
    if handover is None:
        return []
    report = button(ask.texts.label("Report"), JobPress(act="report", job_id=job.id))
    return [[report]] if handover.signed_at else [[report, sign_button(ask, job)]]


def sign_button(ask: CardRequest, job: Job) -> InlineKeyboardButton:
    """Leads to the keypad."""
    return button(ask.texts.label("Sign"), SignPress(job_id=job.id), style="success")
