"""News of somebody's first jobs, for the desk: what the customer says."""

from bot.domain.names import first_name
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.presses import DeskOrderPress, StaffTechnicianPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import View
from db import jobs, technicians


@notice("probation/desk_follow_up")
@for_desk
def follow_up_notice(ask: NoticeRequest) -> View | None:
    """How it was, with the order and the technician one tap away."""
    done = [job for job in jobs.of_order(ask.connection, ask.fields["order"]) if job.ended_at is not None]
    if not done:
        return None
    technician = technicians.find(ask.connection, done[-1].technician)
    assert technician is not None
    text = ask.render(
        "probation/desk_follow_up",
        order=ask.fields["order"],
        name=first_name(technician.name),
        answer=ask.fields["answer"],
        left=technician.probation_left,
    )
    order = button(
        ask.texts.label("Order %(number)s", number=done[-1].order), DeskOrderPress(act="show", order_id=done[-1].order)
    )
    return View(
        text,
        inline(
            [[order, button(first_name(technician.name), StaffTechnicianPress(act="show", person_id=technician.id))]]
        ),
    )
