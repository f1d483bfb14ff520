"""What a technician reads about their record: a caution with its reason and an appeal, and good news."""

from bot.ui.appeal_presses import AppealPress
from bot.ui.keyboards import button, inline
from bot.ui.record_words import shortfall_words
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import View
from db import cautions


@notice("records/caution")
def caution_notice(ask: NoticeRequest) -> View | None:
    """What follows, why, and the way to a person."""
    caution = cautions.find(ask.connection, ask.fields["caution"])
    if caution is None:
        return None
    text = ask.render(
        "records/caution",
        step=caution.step.value,
        why=shortfall_words(ask.texts, caution.why),
        days=ask.market.record.between.days,
        radius=ask.market.probation.radius_km * 1000,
    )
    return View(text, inline([[button(ask.texts.label("Ask a person to look"), AppealPress(caution_id=caution.id))]]))
