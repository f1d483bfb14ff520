"""What a customer can do about each technician of an order: the rows of buttons for the order card."""

from aiogram.types import InlineKeyboardButton

from bot.domain.offers import Job
from bot.domain.orders import Order
from bot.domain.relay import may_talk
from bot.domain.whereabouts import is_shown
from bot.ui.handover_buttons import customer_rows
from bot.ui.job_sight import JobSight, sight_of
from bot.ui.keyboards import button
from bot.ui.presses import JobPress, RatePress, RelayPress
from bot.ui.rating_window import may_rate
from bot.ui.registry import CardRequest
from db import job_photos, jobs


def crew_rows(ask: CardRequest, order: Order) -> list[list[InlineKeyboardButton]]:
    """Ask where they are, write, see their photos, rate: whatever is possible now, technician by technician."""
    crew = jobs.of_order(ask.connection, order.id)
    return [row for job in crew for row in _rows(ask, sight_of(ask.connection, job))]


def _rows(ask: CardRequest, sight: JobSight) -> list[list[InlineKeyboardButton]]:
    job, customer = sight.job, sight.customer.id
    words = {"name": sight.technician_name}
    rows = []
    if may_rate(ask.connection, job, customer, ask.market.ratings, ask.now):
        label = ask.texts.label("Rate %(name)s", **words)
        rows.append([button(label, RatePress(job_id=job.id), style="primary")])
    if is_shown(job, sight.technician, ask.market.dispatch, ask.now):
        label = ask.texts.label("Where is %(name)s?", **words)
        rows.append([button(label, JobPress(act="where", job_id=job.id))])
    rows += [*_photos(ask, job), *customer_rows(ask, job)]
    if may_talk(job, sight.order, ask.now):
        rows.append([button(ask.texts.label("Write to %(name)s", **words), RelayPress(job_id=job.id))])
    return rows


def _photos(ask: CardRequest, job: Job) -> list[list[InlineKeyboardButton]]:
    count = job_photos.count(ask.connection, job.id)
    label = ask.texts.label("Photos of the work (%(number)s)", number=count)
    return [[button(label, JobPress(act="photos", job_id=job.id))]] if count else []
