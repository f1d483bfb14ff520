"""What operators are told of a job that went wrong, with the numbers to call."""

from bot.ui.desk_words import reason_to_hand_back
from bot.ui.for_desk import for_desk
from bot.ui.job_sight import JobSight, job_sight
from bot.ui.keyboards import button, inline
from bot.ui.presses import JobPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import View


def _render(ask: NoticeRequest, template: str, sight: JobSight, **fields: object) -> str:
    return ask.render(
        template,
        order=sight.order,
        customer=sight.customer.name,
        technician=sight.technician.name,
        technician_phone=sight.technician.phone,
        **fields,
    )


@notice("jobs/desk_code")
@for_desk
def code_wanted(ask: NoticeRequest) -> View | None:
    """A technician at the door without the right code; one tap lets the work begin."""
    sight = job_sight(ask.connection, ask.fields["job"])
    if sight is None:
        return None
    press = JobPress(act="start_for", job_id=sight.job.id)
    let_begin = button(ask.texts.label("Let the work begin"), press, style="primary")
    return View(_render(ask, "jobs/desk_code", sight), inline([[let_begin]]))


@notice("jobs/desk_handed_back")
@for_desk
def handed_back_at_work(ask: NoticeRequest) -> View | None:
    """A technician gave up half-way."""
    sight = job_sight(ask.connection, ask.fields["job"])
    if sight is None or sight.job.reason is None:
        return None
    reason = reason_to_hand_back(ask.texts, sight.job.reason)
    return View(_render(ask, "jobs/desk_handed_back", sight, reason=reason))


@notice("jobs/desk_not_coming")
@for_desk
def not_coming(ask: NoticeRequest) -> View | None:
    """The market has taken the job back from somebody who did not come."""
    sight = job_sight(ask.connection, ask.fields["job"])
    return None if sight is None else View(_render(ask, "jobs/desk_not_coming", sight, why=sight.job.reason))


@notice("jobs/desk_absent")
@for_desk
def nobody_opened(ask: NoticeRequest) -> View | None:
    """A technician came in vain."""
    sight = job_sight(ask.connection, ask.fields["job"])
    return None if sight is None else View(_render(ask, "jobs/desk_absent", sight))
