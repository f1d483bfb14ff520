"""A technician's jobs, page by page; the page is the card's subject."""

from aiogram.types import InlineKeyboardButton

from bot.domain.ids import PersonId
from bot.domain.money import Money
from bot.domain.offers import RUNNING, JobStatus
from bot.ui.keyboards import button, inline
from bot.ui.presses import TechnicianPress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.texts import N_
from bot.ui.view import View
from db import track_record
from db.track_record import PastJob

A_PAGE = 6
J = JobStatus
STATUS_LABELS = {
    J.ASSIGNED: N_("accepted"),
    J.EN_ROUTE: N_("on the way"),
    J.ARRIVED: N_("arrived"),
    J.IN_PROGRESS: N_("at work"),
    J.DONE: N_("done"),
    J.HANDED_BACK: N_("handed back"),
    J.CUSTOMER_ABSENT: N_("customer absent"),
    J.CANCELLED: N_("called off"),
}


@card("technician_jobs")
def technician_jobs_card(ask: CardRequest) -> View:
    """One page: the running jobs first, each with a button that shows its card again."""
    person, page = PersonId(int(ask.chat_id)), ask.subject_id
    listed = track_record.jobs_of(ask.connection, person, A_PAGE, page * A_PAGE)
    pages = max(1, -(-track_record.count_jobs(ask.connection, person) // A_PAGE))
    lines = [_line(ask, job) for job in listed]
    text = ask.render("technicians/jobs", lines=lines, page=page + 1, pages=pages)
    return View(text, inline([*_running(ask, listed), _turning(ask, page, pages)]))


def _line(ask: CardRequest, job: PastJob) -> dict[str, object]:
    return {
        "order": job.order,
        "service": service_name(ask.texts, ask.market, job.service),
        "district": job.district,
        "status": ask.texts.label(STATUS_LABELS[job.status]),
        "is_running": job.status in RUNNING,
        "price": None if job.price is None else Money(job.price, ask.market.currency),
        "at": job.ended_at or job.accepted_at,
    }


def _running(ask: CardRequest, listed: list[PastJob]) -> list[list[InlineKeyboardButton | None]]:
    running = [job for job in listed if job.status in RUNNING]
    return [[button(_opens(ask, job), TechnicianPress(act="job", number=job.offer))] for job in running]


def _opens(ask: CardRequest, job: PastJob) -> str:
    return ask.texts.label("Open order %(number)s", number=job.order)


def _turning(ask: CardRequest, page: int, pages: int) -> list[InlineKeyboardButton | None]:
    label = ask.texts.label
    newer = button(label("Newer"), TechnicianPress(act="newer", number=page)) if page else None
    older = button(label("Older"), TechnicianPress(act="older", number=page)) if page + 1 < pages else None
    return [newer, older]
