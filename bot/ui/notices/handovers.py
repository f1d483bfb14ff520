"""The report of what was handed over as a file, the way to sign it, and what operators hear who is not content."""

from bot.domain.handovers import Handover
from bot.ui.for_desk import for_desk
from bot.ui.handover_page import handover_page
from bot.ui.job_sight import JobSight, job_sight
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import Media, View
from db import handovers


@notice("handovers/to_sign")
def to_sign(ask: NoticeRequest) -> View | None:
    """The customer reads what was handed over and is asked to sign: the button is on the card below."""
    sight, handover = _found(ask)
    if sight is None or handover is None or not sight.is_customer(ask.chat_id):
        return None
    return _report(ask, sight, handover, "handovers/to_sign")


@notice("handovers/report")
def report(ask: NoticeRequest) -> View | None:
    """The report, for the job's two people."""
    sight, handover = _found(ask)
    if sight is None or handover is None:
        return None
    if not (sight.is_customer(ask.chat_id) or sight.is_technician(ask.chat_id)):
        return None
    return _report(ask, sight, handover, "handovers/report")


@notice("handovers/desk_not_signed")
@for_desk
def not_signed(ask: NoticeRequest) -> View | None:
    """A customer does not sign: the report, and both names."""
    sight, handover = _found(ask)
    if sight is None or handover is None:
        return None
    return _report(ask, sight, handover, "handovers/desk_not_signed")


def _found(ask: NoticeRequest) -> tuple[JobSight | None, Handover | None]:
    job = ask.fields["job"]
    return job_sight(ask.connection, job), handovers.of_job(ask.connection, job)


def _report(ask: NoticeRequest, sight: JobSight, handover: Handover, template: str) -> View:
    text = ask.render(
        template,
        order=sight.order.id,
        customer=sight.customer_name,
        technician=sight.technician_name,
        handover=handover,
        not_fine=handover.handed.not_fine,
    )
    page = handover_page(ask, sight, handover).encode()
    name = f"report-{sight.order.id}.html"
    return View(text, media=(Media("document", name=name, make=lambda: page),))
