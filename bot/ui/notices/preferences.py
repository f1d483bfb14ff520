"""After a rating: thanks, and what it suggests to set for the next time."""

from bot.domain.names import first_name
from bot.domain.preferences import Preference, preference_after
from bot.ui.after_work_presses import PreferencePress
from bot.ui.job_sight import job_sight
from bot.ui.keyboards import button, inline
from bot.ui.registry import NoticeRequest, notice
from bot.ui.texts import N_
from bot.ui.view import View
from db import ratings

OFFERS = {
    Preference.FAVOURITE: ("first", N_("Ask %(name)s first next time")),
    Preference.BLOCKED: ("never", N_("Never send %(name)s again")),
}
"""Preference → the press and the words that set it."""


@notice("ratings/thanks")
def thanks(ask: NoticeRequest) -> View:
    """A customer may say in the same breath whom they want next time."""
    text = ask.render("ratings/thanks")
    sight = job_sight(ask.connection, ask.fields.get("job", 0))
    rating = ratings.by(ask.connection, sight.job.id, ask.chat_id) if sight and sight.is_customer(ask.chat_id) else None
    wanted = preference_after(rating.stars) if rating else None
    if sight is None or wanted is None:
        return View(text)
    act, words = OFFERS[wanted]
    label = ask.texts.label(words, name=first_name(sight.technician.name))
    return View(text, inline([[button(label, PreferencePress(act=act, number=sight.job.id))]]))
