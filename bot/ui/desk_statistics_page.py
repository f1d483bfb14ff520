"""The market in figures. Averages and percentiles of few orders are marked: they say more about chance."""

from datetime import datetime, time
from typing import Any

from bot.domain.desk import Span
from bot.domain.orders import OrderStatus
from bot.ui.desk_paging import DrawnPage, PageRequest
from bot.ui.desk_words import ORDER_STATUSES
from bot.ui.registry import CardRequest
from bot.ui.texts import N_
from db import calls, promises, statistics
from db.statistics import SMALL_SAMPLE, Period, percentile

TITLES = {
    Span.TODAY: N_("Figures: today"),
    Span.WEEK: N_("Figures: 7 days"),
    Span.MONTH: N_("Figures: 30 days"),
}
CHOICES = {
    Span.TODAY: N_("Today"),
    Span.WEEK: N_("7 days"),
    Span.MONTH: N_("30 days"),
}


def statistics_page(request: PageRequest) -> DrawnPage:
    """What became of the orders of the chosen time, and how it looks right now."""
    ask, span = request.ask, Span(request.page.words)
    begin = since(ask, span)
    period = statistics.period(ask.connection, begin)
    called, came = calls.called_and_came(ask.connection, begin)
    likely, sure = promises.kept(ask.connection, begin, ask.now)
    text = ask.render(
        "stats/figures",
        title=ask.texts.label(TITLES[span]),
        period=period,
        by_status=_by_status(ask, period),
        moment=statistics.moment(ask.connection),
        small_sample=SMALL_SAMPLE,
        called=called,
        came=came,
        likely=likely,
        sure=sure,
        **_derived(period),
    )
    choices = [request.choice(ask.texts.label(label), which) for which, label in CHOICES.items()]
    return DrawnPage(text, [choices])


def since(ask: CardRequest, span: Span) -> datetime:
    """The moment from which on orders count."""
    if span.length is not None:
        return ask.now - span.length
    zone = ask.market.city.time_zone
    return datetime.combine(ask.now.astimezone(zone).date(), time(), zone)


def _derived(period: Period) -> dict[str, Any]:
    waits = period.seconds_to_accept
    half, most = percentile(waits, 0.5), percentile(waits, 0.9)
    return {
        "accepted_percent": round(100 * period.accepted / period.placed) if period.placed else None,
        "half_minutes": None if half is None else half / 60,
        "most_minutes": None if most is None else most / 60,
        "waits": len(waits),
        "offers_an_order": round(period.offers / period.offered_orders, 1) if period.offered_orders else None,
        "stars": period.stars_sum / period.stars_count if period.stars_count else None,
        "done": period.done,
        "cancelled": period.count(OrderStatus.CANCELLED),
    }


def _by_status(ask: CardRequest, period: Period) -> list[tuple[str, int]]:
    """Each status that any order is at, in the order of an order's life."""
    counted = [(status, period.count(status)) for status in OrderStatus]
    return [(ask.texts.label(ORDER_STATUSES[status]), count) for status, count in counted if count]
