"""The book's link to print, and the question whether something really came back."""

from functools import partial
from io import BytesIO

import segno

from bot.domain.ids import private_chat
from bot.ui.after_work_presses import BookPress
from bot.ui.job_sight import job_sight
from bot.ui.keyboards import button, inline
from bot.ui.registry import NoticeRequest, notice
from bot.ui.service_names import service_name
from bot.ui.view import Media, View
from db import service_book

MODULE, QUIET_ZONE = 12, 4
"""Dots a square, and squares of white around: what cameras want, printed as large as a stamp."""


@notice("book/link")
def link(ask: NoticeRequest) -> View | None:
    """A picture that every camera reads, and the same as words."""
    known = service_book.place(ask.connection, ask.fields["place"])
    if known is None or private_chat(known[0]) != ask.chat_id:
        return None
    address = ask.fields["link"]
    text = ask.render("book/link", link=address, words=known[1].words)
    return View(text, media=(Media("photo", name="book.png", make=partial(_picture, address)),))


def _picture(address: str) -> bytes:
    paper = BytesIO()
    segno.make_qr(address, error="m").save(paper, kind="png", scale=MODULE, border=QUIET_ZONE)
    return paper.getvalue()


@notice("book/ask_back")
def ask_back(ask: NoticeRequest) -> View | None:
    """Who will come, and that it costs nothing."""
    entry = service_book.find(ask.connection, ask.fields["entry"])
    sight = job_sight(ask.connection, entry.job) if entry else None
    if entry is None or sight is None or not sight.is_customer(ask.chat_id):
        return None
    text = ask.render(
        "book/ask_back",
        service=service_name(ask.texts, ask.market, sight.order.service),
        name=sight.technician_name,
        until=entry.warranty_until,
    )
    yes = button(ask.texts.label("Yes, it came back"), BookPress(act="back", number=entry.id), style="success")
    return View(text, inline([[yes]]))
