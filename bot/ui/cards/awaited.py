"""Somebody is awaited: the question to the technician, and what the customer is told of a delay."""

from aiogram.types import InlineKeyboardButton

from bot.domain.offers import Job, JobStatus
from bot.domain.punctuality import MINUTES_MORE, MOST_EXTENSIONS
from bot.ui.job_sight import JobSight, job_sight
from bot.ui.keyboards import button, inline
from bot.ui.presses import JobPress
from bot.ui.registry import CardRequest, card
from bot.ui.service_names import service_name
from bot.ui.view import View

Row = list[InlineKeyboardButton | None]


@card("nudge")
def nudge_card(ask: CardRequest) -> View | None:
    """'Are you on your way?', 'When will you be there?', and what came of it; for the job's technician alone."""
    sight = job_sight(ask.connection, ask.subject_id)
    if sight is None or not sight.is_technician(ask.chat_id):
        return None
    job = sight.job
    text = ask.render(
        "jobs/nudge",
        job=job,
        service=service_name(ask.texts, ask.market, sight.order.service),
        answer_by=job.nudged_at and job.nudged_at + ask.market.punctuality.answer_within,
    )
    return View(text, inline(_answers(ask, job)))


def _answers(ask: CardRequest, job: Job) -> list[Row]:
    if job.nudged_at is None:
        return []
    match job.status:
        case JobStatus.ASSIGNED:
            return _when_not_set_out(ask, job)
        case JobStatus.EN_ROUTE:
            return _when_late(ask, job)
    return []


def _when_not_set_out(ask: CardRequest, job: Job) -> list[Row]:
    label, minutes = ask.texts.label, ask.market.punctuality.set_out_within.total_seconds() / 60
    more = label("%(duration)s more", duration=ask.texts.duration(minutes))
    return [
        [button(label("On my way"), _press("set_out", job), style="primary")],
        [button(more, _press("more_time", job)) if job.extensions < MOST_EXTENSIONS else None],
        [button(label("Hand back"), _press("hand_back", job))],
    ]


def _when_late(ask: CardRequest, job: Job) -> list[Row]:
    label, duration = ask.texts.label, ask.texts.duration
    return [
        [button(label("in %(duration)s", duration=duration(m)), _press(f"in_{m}", job)) for m in MINUTES_MORE],
        [button(label("I have arrived"), _press("arrive", job), style="primary")],
        [button(label("Hand back"), _press("hand_back", job))],
    ]


@card("delay")
def delay_card(ask: CardRequest) -> View | None:
    """That somebody is late, when they will likely be there, and the way out; for the customer alone."""
    sight = job_sight(ask.connection, ask.subject_id)
    if sight is None or not sight.is_customer(ask.chat_id) or sight.job.late_at is None:
        return None
    text = ask.render("jobs/delay", job=sight.job, name=sight.technician_name)
    return View(text, inline([_way_out(ask, sight)]))


def _way_out(ask: CardRequest, sight: JobSight) -> Row:
    if sight.job.status is not JobStatus.EN_ROUTE:
        return []
    return [button(ask.texts.label("Look for somebody else"), _press("another", sight.job))]


def _press(act: str, job: Job) -> JobPress:
    return JobPress(act=act, job_id=job.id)
