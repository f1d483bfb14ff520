"""News about documents: approved, refused, about to end, over; and the photos for whoever judges them."""

from datetime import date

from aiogram.types import InlineKeyboardMarkup

from bot.ui.document_words import document_name, refusal_words
from bot.ui.for_desk import for_desk
from bot.ui.keyboards import button, inline
from bot.ui.presses import DocumentPress
from bot.ui.registry import NoticeRequest, notice
from bot.ui.view import Media, View
from db import credentials, technicians


@notice("documents/approved")
def approved_notice(ask: NoticeRequest) -> View:
    """It counts from now on."""
    return View(_rendered(ask, "documents/approved"))


@notice("documents/refused")
def refused_notice(ask: NoticeRequest) -> View:
    """Why, and the way to show another."""
    reason = refusal_words(ask.texts, ask.fields["reason"])
    return View(_rendered(ask, "documents/refused", reason=reason), _again(ask))


@notice("documents/ends_soon")
def ends_soon_notice(ask: NoticeRequest) -> View:
    """A reminder while there is time."""
    return View(_rendered(ask, "documents/ends_soon"), _again(ask))


@notice("documents/expired")
def expired_notice(ask: NoticeRequest) -> View:
    """What no longer comes, and what to do about it."""
    technician = technicians.find(ask.connection, int(ask.chat_id))
    kind = ask.market.documents.find(ask.fields["kind"])
    needed = kind is not None and technician is not None and kind.is_needed_for(technician.skills)
    only = bool(kind and kind.skills)
    return View(_rendered(ask, "documents/expired", needed=needed, only_some=only), _again(ask))


@notice("documents/photos")
@for_desk
def photos_notice(ask: NoticeRequest) -> View | None:
    """The document itself."""
    row = credentials.find(ask.connection, ask.fields["credential"])
    technician = technicians.find(ask.connection, row.technician) if row else None
    if row is None or technician is None:
        return None
    text = ask.render("documents/photos", kind=document_name(ask.texts, ask.market, row.kind), name=technician.name)
    return View(text, media=tuple(Media("photo", file_id) for file_id in row.file_ids))


def _rendered(ask: NoticeRequest, template: str, **fields: object) -> str:
    kind = document_name(ask.texts, ask.market, ask.fields["kind"])
    until = ask.fields.get("valid_until")
    return ask.render(template, kind=kind, until=date.fromisoformat(until) if until else None, **fields)


def _again(ask: NoticeRequest) -> InlineKeyboardMarkup | None:
    """The button to show another; none for a kind that the settings no longer have."""
    if ask.market.documents.find(ask.fields["kind"]) is None:
        return None
    return inline([[button(ask.texts.label("Show a new one"), DocumentPress(kind=ask.fields["kind"]))]])
