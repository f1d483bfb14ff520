"""A signature as the customer sees it: below the report, and where the keypad was, they say how it stands."""

from bot.ui.handover_buttons import sign_button
from bot.ui.job_sight import JobSight, job_sight
from bot.ui.keyboards import inline
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import handovers


@card("to_sign")
def to_sign_card(ask: CardRequest) -> View | None:
    """The button that leads to the keypad, until it is signed; for nobody but the job's customer."""
    sight = _own(ask)
    if sight is None:
        return None
    keyboard = None if _is_signed(ask) else inline([[sign_button(ask, sight.job)]])
    text = ask.render("handovers/signature", order=sight.order.id, signed=_is_signed(ask), above=True)
    return View(text, keyboard)


@card("signed")
def signed_card(ask: CardRequest) -> View | None:
    """What the keypad's question has come to."""
    sight = _own(ask)
    if sight is None:
        return None
    if not _is_signed(ask):
        return View(ask.render("handovers/not_signed"))
    return View(ask.render("handovers/signature", order=sight.order.id, signed=True, above=False))


def _is_signed(ask: CardRequest) -> bool:
    handover = handovers.of_job(ask.connection, ask.subject_id)
    return handover is not None and handover.signed_at is not None


def _own(ask: CardRequest) -> JobSight | None:
    """The job of the subject, if it ended with a report and this chat is its customer's."""
    sight = job_sight(ask.connection, ask.subject_id)
    is_own = sight is not None and sight.is_customer(ask.chat_id)
    return sight if is_own and handovers.of_job(ask.connection, ask.subject_id) else None
