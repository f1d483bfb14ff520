"""The customer's answer to extra work, as the technician hears it."""

from bot.ui.job_sight import job_sight
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import View
from db import extras


@notice("extras/answered")
def extra_answered(ask: NoticeRequest) -> View | None:
    """Agreed or refused, and how much."""
    extra = extras.find(ask.connection, ask.fields["extra"])
    sight = job_sight(ask.connection, extra.job) if extra else None
    if extra is None or sight is None or not sight.is_technician(ask.chat_id):
        return None
    return View(ask.render("extras/answered", extra=extra, name=sight.customer_name))
