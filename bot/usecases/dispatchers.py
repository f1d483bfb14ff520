"""A partner's dispatcher: becoming one by a link, looking at the own people, no longer being one."""

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.links import Link, Purpose
from bot.domain.partners import Partner
from bot.usecases.links import finish_link
from bot.usecases.team_news import TEAM, TEAM_ORDER, TEAM_ORDERS, redraw_team
from db import audit, links, partners
from db.outbox import Priority, hand_over_card, latest_cards, notify, sent_card, show_card
from db.transaction import Transaction

CARDS_TO_CLEAR = 50
"""So many of the latest cards go with the role; older ones go when they would change."""


def own_partner(tx: Transaction, person: PersonId) -> Partner:
    """Whose technicians this person sends, as the table has it now; a Refusal for everybody else."""
    found = partners.of_dispatcher(tx.connection, person)
    if found is None:
        raise Refusal("not_dispatcher")
    return found


def become_dispatcher(tx: Transaction, person: PersonId, link: Link) -> None:
    """Whoever has opened the link sends that partner's technicians from now on."""
    partner = partners.find(tx.connection, link.subject)
    if partner is None:
        raise Refusal("link_unknown")
    if not partners.appoint(tx, person, partner.id):
        raise Refusal("dispatcher_already")
    finish_link(tx, link)
    about = {"partner": partner.id, "reason": partner.name}
    audit.record(tx, link.maker, "dispatcher_appointed", f"person:{person}", about)
    notify(tx, private_chat(person), "team/welcome", {"partner": partner.id}, priority=Priority.ANSWER)
    redraw_team(tx, partner.id)
    open_team(tx, person)


def dismiss_dispatcher(tx: Transaction, person: PersonId) -> bool:
    """The role goes, with the cards in their chat and the links they have made; False for whoever had none."""
    partner = partners.of_dispatcher(tx.connection, person)
    if partner is None or not partners.dismiss(tx, person):
        return False
    links.withdraw_made_by(tx, person, frozenset({Purpose.APPLICANT}))
    chat = private_chat(person)
    for view, subject in latest_cards(tx.connection, chat, CARDS_TO_CLEAR):
        if view in {TEAM, TEAM_ORDERS, TEAM_ORDER}:
            show_card(tx, chat, view, subject)
    notify(tx, chat, "team/dismissed", {"name": partner.name})
    redraw_team(tx, partner.id)
    return True


def open_team(tx: Transaction, person: PersonId) -> None:
    """Show the own people as a new message."""
    own_partner(tx, person)
    show_card(tx, private_chat(person), TEAM, 0, priority=Priority.ANSWER, fresh=True)


def open_team_orders(tx: Transaction, person: PersonId) -> None:
    """Show the open orders that the own people may do, as a new message."""
    own_partner(tx, person)
    show_card(tx, private_chat(person), TEAM_ORDERS, 0, priority=Priority.ANSWER, fresh=True)


def turn_team(tx: Transaction, person: PersonId, view: str, page: int) -> None:
    """Let the message that shows this page or a neighbouring one show this page, as it is now."""
    own_partner(tx, person)
    chat, wanted = private_chat(person), max(page, 0)
    for shown in (wanted, wanted - 1, wanted + 1):
        if sent_card(tx.connection, chat, view, shown) is not None:
            if shown != wanted:
                hand_over_card(tx, chat, (view, shown), (view, wanted))
            break
    show_card(tx, chat, view, wanted, priority=Priority.ANSWER)
