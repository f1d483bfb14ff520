"""Ratings as they are shown: to whom they are about when revealed, to operators at once when bad."""

from bot.domain.ratings import Rating
from bot.ui.case_sight import topic_of
from bot.ui.for_desk import for_desk
from bot.ui.job_sight import JobSight, job_sight
from bot.ui.keyboards import inline
from bot.ui.rating_tags import tags_in_words
from bot.ui.registry import NoticeRequest, notice
from bot.ui.reviews import reply_row
from bot.ui.view import View
from db import ratings, reviews


def _asked_for(ask: NoticeRequest) -> tuple[JobSight, Rating] | None:
    sight = job_sight(ask.connection, ask.fields["job"])
    rating = ratings.by(ask.connection, ask.fields["job"], ask.fields["author"])
    return (sight, rating) if sight and rating else None


def _said(ask: NoticeRequest, rating: Rating) -> dict[str, object]:
    return {
        "stars": rating.stars,
        "tags": tags_in_words(rating.tags, ask.texts),
        "comment": rating.comment,
    }


@notice("ratings/revealed")
def revealed(ask: NoticeRequest) -> View | None:
    """What the other one said, once it is not blind any more."""
    found = _asked_for(ask)
    if found is None or found[1].revealed_at is None or ask.chat_id != int(found[1].subject):
        return None
    sight, rating = found
    name = sight.other_name(ask.chat_id)
    review = reviews.of_job(ask.connection, rating.job) if rating.subject == sight.technician.id else None
    rows = [reply_row(ask, review)] if review else []
    return View(ask.render("ratings/revealed", name=name, order=sight.order.id, **_said(ask, rating)), inline(rows))


@notice("ratings/desk_bad")
@for_desk
def bad_rating(ask: NoticeRequest) -> View | None:
    """A bad word, for operators to ask what happened."""
    found = _asked_for(ask)
    if found is None:
        return None
    sight, rating = found
    names = [sight.technician.name, sight.customer.name]
    author, subject = names if rating.author == sight.technician.id else reversed(names)
    fields = {"author": author, "subject": subject, "order": sight.order.id}
    text = ask.render("ratings/desk_bad", **fields, **_said(ask, rating))
    return View(text, topic=topic_of(ask))
