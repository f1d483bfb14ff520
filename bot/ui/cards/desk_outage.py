"""An outage as operators see it: who would be told, what goes on, how it ended; and who is on duty."""

from aiogram.types import InlineKeyboardMarkup

from bot.domain.outages import Outage, OutageStatus
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.outage_presses import DutyPress, OutagePress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import contacts, on_duty, outages


@card("desk_outage")
@for_desk
def desk_outage_card(ask: CardRequest) -> View | None:
    """The outage of the subject."""
    outage = outages.find(ask.connection, ask.subject_id)
    if outage is None:
        return None
    jobs = contacts.of_running_jobs(ask.connection)
    sides = [side for job in jobs for side in (job.customer, job.technician)]
    text = ask.render(
        "outages/desk",
        outage=outage,
        jobs=len(jobs),
        people=len({side.person for side in sides}),
        with_number=len({side.person for side in sides if side.call_number}),
        told=outages.count_told(ask.connection, outage.id),
        duty=on_duty.members(ask.connection),
    )
    return View(text, _buttons(ask, outage))


def _buttons(ask: CardRequest, outage: Outage) -> InlineKeyboardMarkup | None:
    label = ask.texts.label
    if outage.status is OutageStatus.ASKED:
        begin = button(label("Yes, tell them"), OutagePress(act="begin", outage_id=outage.id), style="danger")
        return inline([[begin, button(label("No, all is well"), OutagePress(act="drop", outage_id=outage.id))]])
    if outage.is_on:
        over = button(label("The outage is over"), OutagePress(act="end", outage_id=outage.id), style="success")
        return inline([[over]])
    return None


@card("desk_on_duty")
@for_desk
def desk_on_duty_card(ask: CardRequest) -> View | None:
    """Everybody on duty; the buttons are about whoever presses them."""
    text = ask.render("outages/on_duty", duty=on_duty.members(ask.connection))
    on = button(ask.texts.label("I am on duty"), DutyPress(act="on"), style="primary")
    off = button(ask.texts.label("I am off duty"), DutyPress(act="off"))
    return View(text, inline([[on, off], [button(ask.texts.label("With my own contact…"), DutyPress(act="contact"))]]))
