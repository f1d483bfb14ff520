"""Why one technician was or was not asked for one order, from what the waves have kept."""

from dataclasses import dataclass

from geopy.distance import geodesic

from bot.domain.orders import Order
from bot.domain.points import Point
from bot.domain.technicians import Technician, TechnicianStatus
from bot.domain.why import Stand, Verdict, WaveAccount, telling, verdicts_on
from bot.ui.registry import CardRequest
from bot.ui.texts import Texts
from bot.ui.why.rules import kind_words
from db import online_spells, wave_accounts

ASKED, WAITING, UNSEEN = "asked", "waiting", "unseen"


@dataclass(frozen=True, slots=True)
class WhyNot:
    """`rule`: the first that failed, 'waiting' when others came first, 'asked', or 'unseen'; the verdict it is from."""

    rule: str
    verdict: Verdict | None = None


def why_not(ask: CardRequest, order: Order, technician: Technician) -> WhyNot:
    """The one reason that tells the most."""
    accounts = wave_accounts.of_order(ask.connection, order.id)
    verdict = telling(verdicts_on(accounts, technician.id))
    if verdict is None:
        return WhyNot(_never_seen(ask, order, technician, accounts))
    return WhyNot(verdict.rule if verdict.stand is Stand.HELD_BACK and verdict.rule else verdict.stand.value, verdict)


def _never_seen(ask: CardRequest, order: Order, technician: Technician, accounts: list[WaveAccount]) -> str:
    """Waves look only at those who are approved, online, able and within the search's reach."""
    if technician.status is not TechnicianStatus.APPROVED:
        return "approved"
    if not ask.market.catalogue.skills_for(order.service, order.skills) <= technician.skills:
        return "skills"
    if accounts and not any(online_spells.was_online(ask.connection, technician.id, a.at) for a in accounts):
        return "online"
    widest = max((account.radius_km or 0 for account in accounts), default=0)
    return "reach" if widest and metres_between(technician.base, order.address.point) > widest * 1000 else UNSEEN


def kind_reason(texts: Texts, order: Order, technician: Technician, why: WhyNot) -> str:
    """One kind sentence for the technician. Distances in whole kilometres: a district, not a door."""
    if why.rule in {WAITING, "wave_radius"} and why.verdict is not None and why.verdict.account.asks_staff_first:
        return _after_staff(texts, order)
    if why.rule == WAITING and why.verdict is not None:
        return texts.label(
            "Others came first: nearer, freer or better rated. You were number %(place)s in line.",
            place=why.verdict.place,
        )
    beyond = metres_between(technician.base, order.address.point) - technician.radius_km * 1000
    if why.rule == "own_radius" and beyond > 0:
        return texts.label("It was %(distance)s beyond your work radius.", distance=whole_kilometres(texts, beyond))
    if why.rule == "wave_radius" and order.taken:
        return texts.label("Somebody nearer took it before the search came as far as you.")
    return kind_words(texts, why.rule)


def _after_staff(texts: Texts, order: Order) -> str:
    """No wave after the staff's head start has looked at them."""
    if order.taken:
        return texts.label("The market asks its own staff first: it was taken before it was the others’ turn.")
    return texts.label("The market asks its own staff first: it was over before it was the others’ turn.")


def whole_kilometres(texts: Texts, metres: float) -> str:
    """The distance up to the next kilometre."""
    return texts.label("%(kilometres)s km", kilometres=max(1, -(-round(metres) // 1000)))


def metres_between(one: Point, other: Point) -> float:
    """The straight line."""
    return float(geodesic((one.lat, one.lon), (other.lat, other.lon)).meters)
