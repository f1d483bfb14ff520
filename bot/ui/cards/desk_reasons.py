"""The ready reasons for a rejection or a question, under the application in the operators' chats."""

from collections.abc import Mapping

from bot.domain.technicians import UNDECIDED
from bot.ui.applications import REJECT_LABELS, WANTED_LABELS
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.presses import ApplicantReasonPress, ApplicantWordsPress
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import technicians


@card("desk_reject")
@for_desk
def desk_reject_card(ask: CardRequest) -> View | None:
    """Why an application is turned down; gone once it is decided."""
    return _reasons(ask, "reject", REJECT_LABELS)


@card("desk_more")
@for_desk
def desk_more_card(ask: CardRequest) -> View | None:
    """What is still wanted of an applicant; gone once it is decided."""
    return _reasons(ask, "more", WANTED_LABELS)


def _reasons(ask: CardRequest, act: str, labels: Mapping[str, str]) -> View | None:
    applicant = technicians.find(ask.connection, ask.subject_id)
    if applicant is None or applicant.status not in UNDECIDED:
        return None
    ready = [
        [button(ask.texts.label(label), ApplicantReasonPress(act=act, reason=reason, person_id=applicant.id))]
        for reason, label in labels.items()
    ]
    own = button(ask.texts.label("In your own words…"), ApplicantWordsPress(act=act, person_id=applicant.id))
    return View(ask.render("applications/reasons", act=act, name=applicant.name), inline([*ready, [own]]))
