"""The report of what was handed over: one page that needs nothing else, to read, print and keep."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.handovers import Handover
from bot.domain.money import Money
from bot.ui.dues import Due, order_due
from bot.ui.handed_words import handed_words
from bot.ui.job_sight import JobSight
from bot.ui.registry import CardRequest
from bot.ui.service_names import service_name
from db import extras, job_photos, service_book


@dataclass(frozen=True, slots=True)
class ReportSight:
    """What the page tells besides the answers; nothing in it is read later."""

    market: str
    order: int
    service: str
    customer: str
    technician: str
    place: str
    began_at: datetime | None
    photos: int
    price: Money | None
    extras: list[tuple[Money, str]]
    total: Money | None
    warranty_until: datetime | None = None
    due: Due | None = None


def handover_page(ask: CardRequest, sight: JobSight, handover: Handover) -> str:
    """The page, in the reader's language. The technician's names the district: whose door it was is over."""
    texts = ask.texts
    return texts.page(
        "handover_page",
        title=texts.label("Report on order %(number)s", number=sight.order.id),
        language=texts.language.value,
        direction="rtl" if texts.language.right_to_left else "ltr",
        about=_about(ask, sight),
        handover=handover,
        handed=handed_words(texts, handover.handed),
    )


def _about(ask: CardRequest, sight: JobSight) -> ReportSight:
    job, address = sight.job, sight.order.address
    known = address.words if sight.is_customer(ask.chat_id) else ""
    book = service_book.of_order(ask.connection, sight.order.id)
    agreed = extras.approved_of_job(ask.connection, job.id)
    return ReportSight(
        market=ask.market.name,
        order=sight.order.id,
        service=service_name(ask.texts, ask.market, sight.order.service),
        customer=sight.customer_name,
        technician=sight.technician_name,
        place=known or address.district,
        began_at=job.started_at,
        photos=job_photos.count(ask.connection, job.id),
        price=job.pay,
        extras=[(extra.amount, extra.words) for extra in agreed],
        total=job.total,
        due=order_due(ask.connection, sight.order) if sight.order.crew == 1 else None,
        warranty_until=next((entry.warranty_until for entry in book if entry.job == job.id), None),
    )
