"""The job card: what an accepted offer becomes. One glance says where to go, one tap takes the next step."""

from aiogram.types import InlineKeyboardButton

from bot.domain.continuations import CONTINUED
from bot.domain.offers import ON_SITE, Job, JobStatus, Offer
from bot.domain.orders import OrderStatus
from bot.domain.points import Point
from bot.domain.relay import may_talk
from bot.ui.address_notes import note_for_job
from bot.ui.after_work_presses import HandOverPress
from bot.ui.case_presses import ComplainPress
from bot.ui.dues import order_due
from bot.ui.handover_buttons import has_checklist, report_row
from bot.ui.job_sight import JobSight, sight_of
from bot.ui.keyboards import button, inline
from bot.ui.presses import ExtraPress, JobPhotosPress, JobPress, RatePress, RelayPress, SeniorPress, StartPress
from bot.ui.rating_window import may_rate
from bot.ui.registry import CardRequest
from bot.ui.service_names import service_name
from bot.ui.story import came_back_after, goes_on_as, has_senior, story_of
from bot.ui.typed import shortened
from bot.ui.view import View
from db import extras, job_photos

Row = list[InlineKeyboardButton | None]
NAVIGATOR = "https://www.google.com/maps/dir/?api=1&destination={lat:.6f}%2C{lon:.6f}"
MOST_WORDS, MOST_EXTRAS = 2000, 3
"""So much of the customer's words (UTF-16 units) and of the extra work is shown: a message holds 4096."""


def job_view(ask: CardRequest, offer: Offer, job: Job) -> View | None:
    """The technician's card of this job; nobody else gets to see it."""
    sight = sight_of(ask.connection, job)
    if not sight.is_technician(ask.chat_id) or offer.id != job.offer:
        return None
    text = ask.render(
        "jobs/card",
        job=job,
        order=sight.order,
        service=service_name(ask.texts, ask.market, sight.order.service),
        description=shortened(sight.order.description, MOST_WORDS),
        customer=sight.customer_name,
        note=note_for_job(ask, sight.order) if job.is_running else "",
        proposed=extras.open_of_job(ask.connection, job.id) if job.is_running else None,
        approved=extras.approved_of_job(ask.connection, job.id)[-MOST_EXTRAS:],
        locked=_is_locked(ask, job),
        due=order_due(ask.connection, sight.order),
        crew=sight.order.crew,
        came_back=came_back_after(ask, job.order),
        story=story_of(ask, job.order) if job.is_running else None,
        continued=goes_on_as(ask, job.order) if job.reason == CONTINUED else [],
    )
    return View(text, inline(_rows(ask, sight)))


def _is_locked(ask: CardRequest, job: Job) -> bool:
    """Whether the start code was wrong too often."""
    return ask.market.jobs.start_code and job.code_attempts >= ask.market.jobs.code_attempts


def _rows(ask: CardRequest, sight: JobSight) -> list[Row]:
    rows = [[_next_step(ask, sight)], *_on_site(ask, sight.job)]
    if sight.job.is_running:
        rows += [_way(ask, sight.job, sight.order.address.point), _sent(ask, sight)]
    rows += [report_row(ask, sight.job), _rate(ask, sight), _talk(ask, sight)]
    return [*rows, _hand_back(ask, sight.job), _wrong(ask, sight)]


def _next_step(ask: CardRequest, sight: JobSight) -> InlineKeyboardButton | None:
    job, label = sight.job, ask.texts.label
    match job.status:
        case JobStatus.ASSIGNED if sight.order.is_crewed:
            return _act(label("On my way"), "set_out", job, next_step=True)
        case JobStatus.EN_ROUTE:
            return _act(label("I have arrived"), "arrive", job, next_step=True)
        case JobStatus.ARRIVED if _is_locked(ask, job):
            return _act(label("Call an operator"), "call_operator", job)
        case JobStatus.ARRIVED:
            return button(label("Start"), StartPress(job_id=job.id), style="primary")
        case JobStatus.IN_PROGRESS:
            return _end(ask, sight)
    return None


def _end(ask: CardRequest, sight: JobSight) -> InlineKeyboardButton:
    """One tap, or the service's checklist."""
    if has_checklist(ask, sight):
        return button(ask.texts.label("Done: hand over"), HandOverPress(job_id=sight.job.id), style="primary")
    return _act(ask.texts.label("Done"), "finish", sight.job, next_step=True)


def _on_site(ask: CardRequest, job: Job) -> list[Row]:
    """Photos and extra work, from the door on."""
    if job.status not in ON_SITE:
        return []
    label, count = ask.texts.label, job_photos.count(ask.connection, job.id)
    photos = label("Photos of the work (%(number)s)", number=count) if count else label("Photos of the work")
    proposed = extras.open_of_job(ask.connection, job.id)
    extra = (
        _act(label("Take extra work back"), "withdraw_extra", job)
        if proposed
        else button(label("Extra work"), ExtraPress(job_id=job.id))
    )
    absent = _act(label("Nobody opens"), "absent", job) if job.status is JobStatus.ARRIVED else None
    return [[button(photos, JobPhotosPress(job_id=job.id)), extra], [absent, _senior(ask, job)]]


def _senior(ask: CardRequest, job: Job) -> InlineKeyboardButton | None:
    """The way out when the work has begun and turns out to be more than a first visit can do."""
    if job.status is not JobStatus.IN_PROGRESS or not has_senior(ask, job):
        return None
    return button(ask.texts.label("Call a senior"), SeniorPress(job_id=job.id))


def _way(ask: CardRequest, job: Job, point: Point) -> Row:
    navigator = NAVIGATOR.format(lat=point.lat, lon=point.lon)
    return [
        _act(ask.texts.label("Map"), "place", job),
        button(ask.texts.label("Navigate"), url=navigator),
    ]


def _sent(ask: CardRequest, sight: JobSight) -> Row:
    count = len(sight.order.attachments)
    words = ask.texts.label("Photos and recordings (%(number)s)", number=count)
    return [_act(words, "attachments", sight.job) if count else None]


def _talk(ask: CardRequest, sight: JobSight) -> Row:
    if not may_talk(sight.job, sight.order, ask.now):
        return []
    words = ask.texts.label("Write to %(name)s", name=sight.customer_name)
    return [button(words, RelayPress(job_id=sight.job.id))]


def _rate(ask: CardRequest, sight: JobSight) -> Row:
    if not may_rate(ask.connection, sight.job, sight.technician.id, ask.market.ratings, ask.now):
        return []
    words = ask.texts.label("Rate %(name)s", name=sight.customer_name)
    return [button(words, RatePress(job_id=sight.job.id), style="primary")]


def _hand_back(ask: CardRequest, job: Job) -> Row:
    return [_act(ask.texts.label("Hand back"), "hand_back", job)] if job.is_running else []


def _wrong(ask: CardRequest, sight: JobSight) -> Row:
    """A way to the operators, as long as there is anything that they could still change."""
    done = sight.job.status is JobStatus.DONE and sight.order.status is not OrderStatus.CLOSED
    press = ComplainPress(job_id=sight.job.id)
    return [button(ask.texts.label("Something is wrong"), press)] if sight.job.is_running or done else []


def _act(label: str, act: str, job: Job, *, next_step: bool = False) -> InlineKeyboardButton:
    return button(label, JobPress(act=act, job_id=job.id), style="primary" if next_step else None)
