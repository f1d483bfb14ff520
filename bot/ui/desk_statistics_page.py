"""The market in figures. Averages and percentiles of few orders are marked: they say more about chance."""

from collections import Counter
from datetime import datetime, time, timedelta

from bot.domain.desk import Span
from bot.domain.measures.facts import Facts
from bot.domain.measures.figures import SMALL_SAMPLE, figure
from bot.domain.orders import OrderStatus
from bot.ui.desk_paging import DrawnPage, PageRequest
from bot.ui.desk_words import ORDER_STATUSES
from bot.ui.registry import CardRequest
from bot.ui.texts import N_
from db import calls, facts, promises, statistics

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

SHOWN = ("placed", "accepted", "accept_half", "accept_most", "offers_an_order", "stars")
"""The figures of docs/metrics.md that fit on this page; /report has them all."""
THIS_SECOND = timedelta(seconds=1)
"""What has just been ordered counts too."""


def statistics_page(request: PageRequest) -> DrawnPage:
    """What became of the orders of the chosen time, and how it looks right now."""
    ask, span = request.ask, Span(request.page.words)
    begin = since(ask, span)
    period = facts.between(ask.connection, begin, ask.now + THIS_SECOND)
    called, came = calls.called_and_came(ask.connection, begin)
    likely, sure = promises.kept(ask.connection, begin, ask.now)
    text = ask.render(
        "stats/figures",
        title=ask.texts.label(TITLES[span]),
        figures={key: figure(key).of(period) for key in SHOWN},
        by_status=_by_status(ask, period),
        moment=statistics.moment(ask.connection),
        small_sample=SMALL_SAMPLE,
        called=called,
        came=came,
        likely=likely,
        sure=sure,
    )
    choices = [request.choice(ask.texts.label(label), which) for which, label in CHOICES.items()]
    return DrawnPage(text, [choices])


def since(ask: CardRequest, span: Span) -> datetime:
    """The moment from which on orders count."""
    if span.length is not None:
        return ask.now - span.length
    zone = ask.market.city.time_zone
    return datetime.combine(ask.now.astimezone(zone).date(), time(), zone)


def _by_status(ask: CardRequest, period: Facts) -> list[tuple[str, int]]:
    """Each status that any order is at, in the order of an order's life."""
    counted = Counter(order.status for order in period.orders)
    return [(ask.texts.label(ORDER_STATUSES[status]), counted[status]) for status in OrderStatus if counted[status]]
