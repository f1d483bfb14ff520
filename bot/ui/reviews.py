"""Reviews as they are read: without ways to reach anybody, without the name of who wrote them."""

from collections.abc import Sequence
from dataclasses import replace

from aiogram.types import InlineKeyboardButton

from bot.domain.records import record_of
from bot.domain.reviews import Review, spread_of
from bot.domain.technicians import Technician
from bot.ui.keyboards import button
from bot.ui.masking import mask_contacts
from bot.ui.registry import CardRequest
from bot.ui.review_presses import ReplyPress
from db import records, reviews

LEAST_JOBS = 5
"""Fewer jobs say nothing about how somebody works."""


def masked(ask: CardRequest, review: Review) -> Review:
    """The same without numbers, accounts and links."""
    country = ask.market.city.country
    return replace(review, words=mask_contacts(review.words, country), reply=mask_contacts(review.reply, country))


def reviews_of(ask: CardRequest, technician: int, most: int) -> list[Review]:
    """The latest comments, masked."""
    return [masked(ask, review) for review in reviews.of_technician(ask.connection, technician, most)]


def reply_row(ask: CardRequest, review: Review) -> list[InlineKeyboardButton]:
    """The technician's buttons under one comment: reply, or write it anew or delete it."""
    label = ask.texts.label
    write, drop = (ReplyPress(act=act, job_id=review.job) for act in ("write", "drop"))
    if review.hidden or not review.words:
        return []
    if not review.reply:
        return [button(label("Reply for everybody to read"), write)]
    return [button(label("Change the reply"), write), button(label("Delete the reply"), drop)]


def how_they_work(ask: CardRequest, technician: Technician) -> dict[str, object]:
    """Spread of the stars, shares of the last jobs in percent (None from too few jobs), the latest comments."""
    work = records.last_work(ask.connection, technician.id, None, ask.market.record.jobs)
    record = record_of(technician.jobs_done, work, [], ask.market.ratings)
    enough = record.looked_at >= LEAST_JOBS
    return {
        "spread": spread_of(reviews.stars_of(ask.connection, technician.id)),
        "on_time": round(record.on_time * 100) if enough else None,
        "completed": round(record.done * 100) if enough else None,
        "looked_at": record.looked_at,
    }


def shown(listed: Sequence[Review]) -> list[Review]:
    """With what the reader may see of the replies."""
    return [replace(review, reply=review.public_reply) for review in listed]
