"""What somebody with a running job is told of an outage; the other's number stands in it while it may."""

from bot.domain.ids import private_chat
from bot.ui.outage_sight import outage_sight
from bot.ui.registry import CardRequest, card
from bot.ui.view import View
from db import outages


@card("outage")
def outage_card(ask: CardRequest) -> View | None:
    """For the person of the notice alone. Over, or with the job gone, no number is left in it."""
    notice = outages.notice(ask.connection, ask.subject_id)
    if notice is None or private_chat(notice.person) != ask.chat_id:
        return None
    outage = outages.find(ask.connection, notice.outage)
    assert outage is not None
    if not outage.is_on:
        return View(ask.render("outages/ended"))
    sight = outage_sight(ask.connection, notice.job, notice.person, ask.texts, ask.market)
    if sight is None:
        return View(ask.render("outages/left"))
    return View(ask.render("outages/told", sight=sight, reason=outage.reason))
