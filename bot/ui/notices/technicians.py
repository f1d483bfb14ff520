"""What a technician asks about: earnings, rating; and the word that begins it all."""

from aiogram.types import InlineKeyboardButton

from bot.domain.market import Market
from bot.domain.money import Money
from bot.domain.reviews import Review
from bot.domain.technicians import ENOUGH_RATINGS
from bot.ui.broken_words import broken_words
from bot.ui.keyboards import button, inline
from bot.ui.levels import level_name
from bot.ui.presses import TechnicianPress
from bot.ui.rated import rated_words
from bot.ui.registry import NoticeRequest, notice
from bot.ui.review_presses import ReplyPress
from bot.ui.reviews import reviews_of
from bot.ui.view import View
from bot.ui.weekdays import day_begins, month_begins, week_begins
from db import technicians, track_record
from db.track_record import Earned

MOST_COMMENTS = 5


@notice("technicians/earnings")
def earnings_notice(ask: NoticeRequest) -> View:
    """Today, this week, this month, by the city's calendar."""
    begins = {"today": day_begins, "week": week_begins, "month": month_begins}
    brought = {
        period: track_record.earned(ask.connection, ask.chat_id, begin(ask.now, ask.market.city))
        for period, begin in begins.items()
    }
    shown = {period: _shown(earned, ask.market) for period, earned in brought.items()}
    return View(ask.render("technicians/earnings", **shown))


def _shown(earned: Earned, market: Market) -> dict[str, object]:
    return {"amount": Money(earned.amount, market.currency), "jobs": earned.jobs}


@notice("technicians/rating")
def rating_notice(ask: NoticeRequest) -> View | None:
    """The average, and what customers wrote lately."""
    technician = technicians.find(ask.connection, ask.chat_id)
    if technician is None:
        return None
    comments = reviews_of(ask, technician.id, MOST_COMMENTS)
    rated = rated_words(ask.texts, technician, ask.market.ratings)
    counted = {"count": technician.stars_count, "enough": ENOUGH_RATINGS}
    text = ask.render(
        "technicians/rating", rated=rated, comments=comments, broken=broken_words(ask, technician.id), **counted
    )
    return View(text, inline([_answers(ask, number, review) for number, review in enumerate(comments, 1)]))


def _answers(ask: NoticeRequest, number: int, review: Review) -> list[InlineKeyboardButton]:
    """What can be done about one comment; its number stands in each button."""
    label, job = ask.texts.label, review.job
    if review.hidden:
        return []
    if not review.reply:
        return [button(label("%(number)s · Reply", number=number), ReplyPress(act="write", job_id=job))]
    return [
        button(label("%(number)s · Change", number=number), ReplyPress(act="write", job_id=job)),
        button(label("%(number)s · Delete", number=number), ReplyPress(act="drop", job_id=job)),
    ]


@notice("applications/approved")
def approved_notice(ask: NoticeRequest) -> View:
    """The welcome, how it works in a few lines, and the button to begin."""
    label = ask.texts.label
    begin = button(label("Go online"), TechnicianPress(act="online"), style="success")
    look = button(label("My workplace"), TechnicianPress(act="workplace"))
    return View(ask.render("applications/approved"), inline([[begin], [look]]))


@notice("technicians/level")
def level_notice(ask: NoticeRequest) -> View:
    """A new rung of the ladder."""
    return View(ask.render("technicians/level", level_words=level_name(ask.texts, ask.fields["level"])))


@notice("technicians/reinstated")
def reinstated_notice(ask: NoticeRequest) -> View:
    """Welcome back, and the button to go on."""
    begin = button(ask.texts.label("Go online"), TechnicianPress(act="online"), style="success")
    return View(ask.render("technicians/reinstated"), inline([[begin]]))
