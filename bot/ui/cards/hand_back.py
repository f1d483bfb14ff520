"""The card that asks a technician why they hand a job back: one tap each."""

from bot.domain.offers import JobStatus
from bot.ui.job_sight import job_sight
from bot.ui.keyboards import button, inline
from bot.ui.presses import HandBackPress
from bot.ui.reasons_to_hand_back import HAND_BACK_LABELS
from bot.ui.registry import CardRequest, card
from bot.ui.view import View


@card("hand_back")
def hand_back_card(ask: CardRequest) -> View | None:
    """The reasons, as long as the job (the subject) can be handed back by whoever looks at the card."""
    sight = job_sight(ask.connection, ask.subject_id)
    if sight is None or not sight.is_technician(ask.chat_id) or not sight.job.is_running:
        return None
    job = sight.job
    begun = job.status is JobStatus.IN_PROGRESS
    text = ask.render("jobs/hand_back", order=job.order, begun=begun)
    rows = [
        [button(ask.texts.label(label), HandBackPress(reason=reason, job_id=job.id))]
        for reason, label in HAND_BACK_LABELS.items()
    ]
    return View(text, inline(rows))
