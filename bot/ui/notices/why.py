"""Why just this technician: as the desk is told, and as the technician is."""

from collections.abc import Sequence
from typing import Any

from bot.domain.ids import PersonId, private_chat
from bot.domain.offers import Offer, OfferStatus
from bot.domain.orders import Order
from bot.domain.why import STAFF_FIRST, Stand, Verdict, WaveAccount, verdicts_on
from bot.ui.for_desk import for_desk
from bot.ui.registry import NoticeRequest, notice
from bot.ui.service_names import service_name
from bot.ui.view import View
from bot.ui.why.factors import factor_words
from bot.ui.why.looking_back import why_not
from bot.ui.why.rules import desk_words
from db import jobs, offers, orders, technicians, wave_accounts

FELT = frozenset({"minutes", "chance", STAFF_FIRST})
"""Figures that are ours to reckon with, no news to the technician they are about, or a sentence of their own."""


@notice("desk/why_one")
@for_desk
def why_one_notice(ask: NoticeRequest) -> View | None:
    """One technician's way through all waves of an order."""
    order = orders.find(ask.connection, ask.fields["order"])
    technician = technicians.find(ask.connection, ask.fields["technician"])
    if order is None or technician is None:
        return None
    verdicts = verdicts_on(wave_accounts.of_order(ask.connection, order.id), technician.id)
    text = ask.render(
        "desk/why_one",
        order=order,
        technician=technician.id,
        name=technician.name,
        lines=[_line(ask, verdict) for verdict in verdicts],
        rule=desk_words(ask.texts, why_not(ask, order, technician).rule),
    )
    return View(text)


def _line(ask: NoticeRequest, verdict: Verdict) -> dict[str, Any]:
    return {
        "at": verdict.account.at,
        "stand": verdict.stand.value,
        "place": verdict.place,
        "rule": desk_words(ask.texts, verdict.rule or ""),
        "figures": factor_words(ask.texts, verdict.figures),
    }


@notice("offers/why")
def why_notice(ask: NoticeRequest) -> View | None:
    """Why the technician was asked: their own figures, how many others, nobody's name."""
    offer = offers.find(ask.connection, ask.fields["offer"])
    if offer is None or private_chat(offer.technician) != ask.chat_id:
        return None
    order = orders.find(ask.connection, offer.order)
    assert order is not None
    accounts = wave_accounts.of_order(ask.connection, offer.order)
    verdict = _asking(accounts, offer)
    text = ask.render(
        "offers/why",
        service=service_name(ask.texts, ask.market, order.service),
        district=order.address.district,
        is_open=offer.status is OfferStatus.OPEN,
        taken_after=_taken_after(ask, offer),
        staff=_staff(accounts, verdict),
        **_place(ask, order, offer.technician, verdict),
    )
    return View(text)


def _asking(accounts: Sequence[WaveAccount], offer: Offer) -> Verdict | None:
    """The verdict of the wave that made the offer."""
    verdicts = verdicts_on(accounts, offer.technician)
    made = (offer.round, offer.wave)
    asked = [v for v in verdicts if v.stand is Stand.ASKED and (v.account.round, v.account.wave) == made]
    return asked[-1] if asked else None


def _staff(accounts: Sequence[WaveAccount], verdict: Verdict | None) -> str:
    """Whether they came first as staff, or after the staff of their round: 'first', 'after', or nothing of it."""
    if verdict is None:
        return ""
    if STAFF_FIRST in verdict.figures:
        return "first"
    of_round = (account for account in accounts if account.round == verdict.account.round)
    return "after" if any(account.asks_staff_first for account in of_round) else ""


def _place(ask: NoticeRequest, order: Order, technician: PersonId, verdict: Verdict | None) -> dict[str, Any]:
    if verdict is None:
        return {
            "stand": "",
            "place": None,
            "together": 0,
            "others": 0,
            "head_start": False,
            "newcomer": False,
            "figures": [],
        }
    together = len(verdict.account.asked)
    return {
        "stand": verdict.stand.value,
        "place": verdict.place,
        "together": together,
        "others": len(verdict.account.waiting),
        "head_start": order.favourite == technician and together == 1,
        "newcomer": verdict.account.newcomer,
        "figures": factor_words(ask.texts, verdict.figures, without=FELT),
    }


def _taken_after(ask: NoticeRequest, offer: Offer) -> float | None:
    """Minutes from the asking to somebody else's yes, where that closed the offer."""
    if offer.status is not OfferStatus.CLOSED:
        return None
    taken = (job.accepted_at for job in jobs.of_order(ask.connection, offer.order))
    later = [at for at in taken if at >= offer.created_at]
    return (min(later) - offer.created_at).total_seconds() / 60 if later else None
