"""How a figure is called and written: one place, whether it is read in a chat, on a page or on a chart."""

from collections.abc import Callable

from bot.domain.market import Market
from bot.domain.measures.figures import Figure, Unit, Value
from bot.domain.measures.report import Line
from bot.domain.money import Money
from bot.ui.texts import N_, Texts

LABELS = {
    "placed": N_("Orders"),
    "done": N_("Orders done"),
    "earned": N_("Earned by technicians"),
    "accepted": N_("Orders that somebody took"),
    "accept_half": N_("Half were taken within"),
    "accept_most": N_("Nine of ten were taken within"),
    "arrive_half": N_("Half had somebody at the door within"),
    "arrive_most": N_("Nine of ten had somebody at the door within"),
    "within_hour": N_("At the door within the hour"),
    "unserved": N_("Nobody came"),
    "cancelled": N_("Called off"),
    "offers_an_order": N_("Technicians asked an order"),
    "acceptance": N_("Offers answered with yes"),
    "on_time": N_("At the door as promised"),
    "completion": N_("Done, not handed back"),
    "first_visit": N_("Fixed at the first visit"),
    "still_fine": N_("Still fine a week later"),
    "stars": N_("Customers’ stars"),
    "satisfied": N_("Content customers (4 or 5 stars)"),
    "recommend": N_("Would recommend us (NPS)"),
    "complaints": N_("Complaints per 100 jobs"),
    "solve_half": N_("Half of the complaints solved within"),
    "given": N_("Given to make things right"),
    "returning": N_("Orders of returning customers"),
    "churn": N_("Customers who stayed away"),
}
"""Figure → what it is called."""


def label(texts: Texts, figure: Figure) -> str:
    """What the figure is called."""
    return texts.label(LABELS[figure.key])


def told(texts: Texts, market: Market, figure: Figure, value: Value | None) -> str:
    """The value as people read it; a dash where there is none, a ≈ where it says more about chance."""
    if value is None:
        return "–"
    counted = figure.unit in {Unit.COUNT, Unit.MONEY}
    return amount(texts, market, figure, value.value) + ("" if counted or not value.is_uncertain else " ≈")


def amount(texts: Texts, market: Market, figure: Figure, value: float) -> str:
    """The bare value in the figure's unit."""
    if figure.unit is Unit.MONEY:
        return texts.money(Money(round(value), market.currency))
    return _WRITTEN[figure.unit](texts, value)


_WRITTEN: dict[Unit, Callable[[Texts, float], str]] = {
    Unit.COUNT: lambda texts, value: texts.number(value),
    Unit.SHARE: lambda texts, value: texts.label("%(number)s%%", number=round(100 * value)),
    Unit.MINUTES: lambda texts, value: texts.duration(value),
    Unit.STARS: lambda texts, value: texts.rating(value),
    Unit.POINTS: lambda texts, value: texts.number(round(value)),
    Unit.NUMBER: lambda texts, value: texts.number(round(value, 1)),
}


def compared(texts: Texts, market: Market, line: Line, months: int) -> str:
    """The value with what it was so many months ago; only the value where nothing can be compared."""
    now, then = told(texts, market, line.figure, line.now), line.before.get(months)
    if line.now is None or then is None:
        return now
    before = amount(texts, market, line.figure, then.value)
    if before == amount(texts, market, line.figure, line.now.value):
        return now
    arrow = "↑" if line.now.value > then.value else "↓"
    return texts.label("%(now)s %(arrow)s from %(before)s", now=now, arrow=arrow, before=before)
