"""What a partner's dispatchers hear of their own technicians: without the customer's name, number or door."""

from bot.domain.ids import PersonId, private_chat
from bot.domain.partners import PartnerId
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


def redraw_team(tx: Transaction, partner: PartnerId) -> None:
    """Let the dispatchers' list of the own people show the present, and the operators' card of the partner."""
    shown = set(chats_with_card(tx.connection, TEAM, 0))
    for dispatcher in partners.dispatchers_of(tx.connection, partner):
        if private_chat(dispatcher) in shown:
            show_card(tx, private_chat(dispatcher), TEAM, 0)
    show_again(tx, "desk_partner", partner)
