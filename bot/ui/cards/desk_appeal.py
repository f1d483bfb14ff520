"""An appeal as operators see it: what has happened, why, and the two answers."""

from bot.domain.cautions import Caution
from bot.ui.appeal_presses import DeskAppealPress
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.presses import StaffTechnicianPress
from bot.ui.record_words import shortfall_words, step_words
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import cautions, people, technicians


@card("desk_appeal")
@for_desk
def desk_appeal_card(ask: CardRequest) -> View | None:
    """The caution of the subject, against which its technician appeals."""
    caution = cautions.find(ask.connection, ask.subject_id)
    technician = technicians.find(ask.connection, caution.technician) if caution else None
    if caution is None or technician is None or caution.appealed_at is None:
        return None
    operator = people.find(ask.connection, caution.answered_by) if caution.answered_by else None
    text = ask.render(
        "records/desk_appeal",
        caution=caution,
        name=technician.name,
        step=step_words(ask.texts, caution),
        why=shortfall_words(ask.texts, caution.why),
        by=operator.name if operator else "",
    )
    label = ask.texts.label
    shown = button(label("Technician"), StaffTechnicianPress(act="show", person_id=technician.id))
    if caution.answered_at is not None:
        return View(text, inline([[shown]]))
    lift = button(label("Lift it"), _press("lift", caution), style="success")
    return View(text, inline([[lift, button(label("It stands"), _press("uphold", caution))], [shown]]))


def _press(act: str, caution: Caution) -> DeskAppealPress:
    return DeskAppealPress(act=act, caution_id=caution.id)
