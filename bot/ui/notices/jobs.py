"""What a technician or a customer asks to see of a job: the pin, photos, where the technician is."""

from typing import cast

from bot.domain.whereabouts import is_shown
from bot.ui.job_sight import JobSight, job_sight
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import Media, MediaKind, View
from db import job_photos


def _for_technician(ask: NoticeRequest) -> JobSight | None:
    """The job, if the reader is on it right now: before and after, an address is nobody's business."""
    sight = job_sight(ask.connection, ask.fields["job"])
    if sight is None or not sight.is_technician(ask.chat_id) or not sight.job.is_running:
        return None
    return sight


@notice("jobs/attachments")
def attachments(ask: NoticeRequest) -> View | None:
    """What the customer sent with the order."""
    sight = _for_technician(ask)
    if sight is None or not sight.order.attachments:
        return None
    text = ask.render("jobs/attachments", order=sight.order.id)
    return View(text, media=tuple(Media(cast(MediaKind, a.kind), a.file_id) for a in sight.order.attachments))


@notice("jobs/photos")
def photos(ask: NoticeRequest) -> View | None:
    """The technician's photos of the work, for the two people of the job."""
    sight = job_sight(ask.connection, ask.fields["job"])
    if sight is None or not (sight.is_customer(ask.chat_id) or sight.is_technician(ask.chat_id)):
        return None
    media = tuple(Media("photo", file_id) for file_id in job_photos.of_job(ask.connection, sight.job.id))
    return View(ask.render("jobs/photos", order=sight.order.id), media=media) if media else None


@notice("jobs/whereabouts")
def whereabouts(ask: NoticeRequest) -> View | None:
    """Where the technician is on the way, with the age of that knowledge."""
    sight = job_sight(ask.connection, ask.fields["job"])
    if sight is None or not sight.is_customer(ask.chat_id):
        return None
    if not is_shown(sight.job, sight.technician, ask.market.dispatch, ask.now):
        return None
    seen = sight.technician.position_at
    assert seen is not None
    text = ask.render(
        "jobs/whereabouts",
        name=sight.technician_name,
        minutes=(ask.now - seen).total_seconds() / 60,
        arriving_at=sight.job.arriving_at,
    )
    return View(text, media=(Media("location", point=sight.technician.position),))
