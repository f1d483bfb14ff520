"""Where a technician has to go, as a pin: there while the job runs, gone from the chat when it is over."""

from bot.ui.job_sight import job_sight
from bot.ui.registry import CardRequest, card
from bot.ui.typed import shortened
from bot.ui.view import Media, View

LONGEST_ADDRESS = 256
"""UTF-16 units under a pin."""


@card("place")
def place_card(ask: CardRequest) -> View | None:
    """The place of the job (the subject) for whoever is on it right now: afterwards it is nobody's business."""
    sight = job_sight(ask.connection, ask.subject_id)
    if sight is None or not sight.is_technician(ask.chat_id) or not sight.job.is_running:
        return None
    address = sight.order.address
    name = ask.texts.label("Order %(number)s", number=sight.order.id)
    words = shortened(address.words, LONGEST_ADDRESS)
    return View("", media=(Media("venue", point=address.point, name=name, address=words),))
