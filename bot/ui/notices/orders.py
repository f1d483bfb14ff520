"""News about an order that are not its card."""

from bot.domain.ids import private_chat
from bot.ui.applications import language_words, skill_words
from bot.ui.job_sight import JobSight, job_sight
from bot.ui.masking import mask_contacts
from bot.ui.registry import NoticeRequest, notice
from bot.ui.reviews import how_they_work, reviews_of, shown
from bot.ui.service_names import service_name
from bot.ui.typed import shortened
from bot.ui.view import Media, View
from bot.ui.who_comes import level_words, stars_of
from db import orders

LONGEST_EXPERIENCE, MOST_COMMENTS = 300, 3
"""UTF-16 units, and comments: what is more than a caption holds (1,024) follows the photo as a message."""


@notice("orders/called_off")
def called_off(ask: NoticeRequest) -> View | None:
    """A technician hears that the job is off; `words` are the operator's, if one did it and said why."""
    order = orders.find(ask.connection, ask.fields["order"])
    if order is None:
        return None
    service = service_name(ask.texts, ask.market, order.service)
    return View(ask.render("orders/called_off", order=order, service=service, words=ask.fields.get("words", "")))


@notice("orders/profile")
def profile(ask: NoticeRequest) -> View | None:
    """Who comes: the face to expect at the door, and what speaks for them."""
    sight = job_sight(ask.connection, ask.fields["job"])
    if sight is None or private_chat(sight.customer.id) != ask.chat_id or not sight.job.is_running:
        return None
    photo = sight.technician.photo
    return View(_profile_text(ask, sight), media=(Media("photo", photo),) if photo else ())


def _profile_text(ask: NoticeRequest, sight: JobSight) -> str:
    technician = sight.technician
    return ask.render(
        "orders/profile",
        technician=technician,
        stars=stars_of(ask, technician),
        level=level_words(ask.texts, technician),
        language_words=language_words(ask.texts, technician.languages),
        skill_words=skill_words(ask.texts, ask.market, technician.skills),
        reviews=shown(reviews_of(ask, technician.id, MOST_COMMENTS)),
        **how_they_work(ask, technician),
        experience=shortened(mask_contacts(technician.experience, ask.market.city.country), LONGEST_EXPERIENCE),
    )
