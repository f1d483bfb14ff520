"""What a partner's dispatchers hear of their own technicians: without the customer's name, number or door."""

from collections.abc import Sequence

from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.offers import Job, JobStatus
from bot.domain.partners import Partner, PartnerId
from db import partners
from db.outbox import Fields, chats_with_card, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction

TEAM, TEAM_ORDERS, TEAM_ORDER = "team", "team_orders", "team_order"
"""A dispatcher's cards: the own people and the open orders for them, their subject the page; one order, its number."""


def tell_team(tx: Transaction, technician: PersonId, view: str, fields: Fields) -> None:
    """Tell the dispatchers of the partner that the technician belongs to, if it is one; nobody about themselves."""
    partner = partners.of_technician(tx.connection, technician)
    if partner is None:
        return
    about = {**fields, "technician": technician, "partner": partner.id}
    for dispatcher in partners.dispatchers_of(tx.connection, partner.id):
        if dispatcher != technician:
            notify(tx, private_chat(dispatcher), view, about)
    redraw_team(tx, partner.id)


def tell_team_of_end(tx: Transaction, job: Job, why: str, words: str = "") -> None:
    """The market, or the customer, has ended a job of one of the own people; `words` say why, if anybody said."""
    tell_team(tx, job.technician, "team/ended", {"order": job.order, "why": why, "words": words})


def tell_former_teams(tx: Transaction, order: OrderId, crew: Sequence[Job], sender: Partner | None) -> None:
    """The crew is complete again: partners who have lost a job of it since the last time hear who goes now.

    Not the `sender`, who knows.
    """
    told: set[PartnerId] = set() if sender is None else {sender.id}
    ended = [job for job in crew if job.status in {JobStatus.HANDED_BACK, JobStatus.CANCELLED}]
    before = max((job.accepted_at for job in ended), default=tx.now)
    for job in ended:
        if job.ended_at is None or job.ended_at < before:
            continue
        partner = partners.of_technician(tx.connection, job.technician)
        if partner is not None and partner.id not in told:
            told.add(partner.id)
            tell_team(tx, job.technician, "team/taken_over", {"order": order})


def redraw_team(tx: Transaction, partner: PartnerId) -> None:
    """Let the dispatchers' list of the own people show the present, and the operators' card of the partner."""
    shown = set(chats_with_card(tx.connection, TEAM, 0))
    for dispatcher in partners.dispatchers_of(tx.connection, partner):
        if private_chat(dispatcher) in shown:
            show_card(tx, private_chat(dispatcher), TEAM, 0)
    show_again(tx, "desk_partner", partner)
