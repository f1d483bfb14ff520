"""What anybody may do about themselves, and what operators may do about anybody."""

from datetime import datetime

from bot.domain.errors import Refusal
from bot.domain.ids import ChatId, PersonId, private_chat
from bot.domain.languages import Language
from bot.domain.orders import OPEN
from bot.usecases.conversations import PROMPT
from bot.usecases.desk_orders import cancel_for_operator
from bot.usecases.dispatch import withdraw_technician
from bot.usecases.dispatchers import dismiss_dispatcher
from bot.usecases.interview_changes import release_applicant
from bot.usecases.newcomers import welcome
from bot.usecases.phones import in_e164
from bot.usecases.staff import close_desk, leave_staff, require_role
from db import audit, conversations, orders, outbox, people, staff, technicians
from db.outbox import Outgoing, Priority, notify, show_card
from db.transaction import Transaction

CARDS_TO_TRANSLATE = 10
"""How many of the latest cards speak the new language at once; older ones do when they change."""


def consent(tx: Transaction, person: PersonId) -> None:
    """Keep that the person agrees to what is kept about them; a second time changes nothing."""
    known = people.find(tx.connection, person)
    if known is None or known.consent_at is None:
        people.consent(tx, person)


def choose_language(tx: Transaction, person: PersonId, language: Language) -> None:
    """Speak this language from now on, also in the cards that are in sight."""
    people.choose_language(tx, person, language)
    chat = private_chat(person)
    for view, subject in outbox.latest_cards(tx.connection, chat, CARDS_TO_TRANSLATE):
        if view != PROMPT or conversations.find(tx.connection, person) is not None:
            show_card(tx, chat, view, subject, priority=Priority.NEWS)


def lost_contact(tx: Transaction, chat: ChatId) -> None:
    """Telegram lets us write to this chat no longer: what was to go there is dropped, and offers go to others."""
    outbox.drop_for(tx, chat, "unreachable")
    close_desk(tx, chat)
    person = PersonId(int(chat))
    if people.set_reachable(tx, person, reachable=False) and technicians.find(tx.connection, person):
        withdraw_technician(tx, person)


def refused(tx: Transaction, item: Outgoing, since: datetime, words: str) -> bool:
    """A chat has refused a row since then: it goes nowhere any more, and nothing else does; False when its person has
    written meanwhile, because then nobody knows which came first.
    """
    if people.has_written_since(tx, item.chat, since):
        return False
    outbox.finish(tx.connection, item, tx.now, "dropped", words)
    lost_contact(tx, item.chat)
    return True


def regained_contact(tx: Transaction, chat: ChatId) -> None:
    """The person has let the bot in again; a technician who is online sees what is open nearby."""
    person = PersonId(int(chat))
    people.set_reachable(tx, person, reachable=True)
    welcome(tx, person)


def whose_number(tx: Transaction, number: str) -> PersonId:
    """Who has shown this phone number as their own; refused when it is nobody, or several."""
    e164 = in_e164(number, tx.market.city.country)
    found = people.with_phone(tx.connection, e164) if e164 else []
    if not found:
        raise Refusal("phone_unknown")
    if len(found) > 1:
        raise Refusal("phone_of_several", people=", ".join(map(str, found)))
    return found[0]


def ban(tx: Transaction, person: PersonId, operator: PersonId, reason: str) -> None:
    """Close the market to the person: their offers and jobs go to others, their open orders are cancelled."""
    own = require_role(tx, operator)
    if people.find(tx.connection, person) is None:
        raise Refusal("person_unknown", person=str(person))
    rank = staff.role_of(tx.connection, person)
    if person == operator or (rank is not None and rank.may_act_as(own)):
        raise Refusal("person_is_staff")
    if not people.set_ban(tx, person, tx.now, reason):
        raise Refusal("banned_already", person=str(person))
    leave_staff(tx, person)
    dismiss_dispatcher(tx, person)
    conversations.end(tx, person)
    audit.record(tx, operator, "ban", f"person:{person}", {"reason": reason})
    notify(tx, private_chat(person), "desk/banned", {"reason": reason}, priority=Priority.NEWS)
    _wind_up(tx, person, operator)


def unban(tx: Transaction, person: PersonId, operator: PersonId) -> None:
    """Open the market to the person again."""
    require_role(tx, operator)
    if not people.set_ban(tx, person, None, None):
        raise Refusal("not_banned", person=str(person))
    audit.record(tx, operator, "unban", f"person:{person}")
    notify(tx, private_chat(person), "desk/unbanned", priority=Priority.NEWS)


def _wind_up(tx: Transaction, person: PersonId, operator: PersonId) -> None:
    """Nobody is left waiting for somebody who is gone; why they are gone is between them and the operators."""
    if technicians.find(tx.connection, person) is not None:
        withdraw_technician(tx, person)
        release_applicant(tx, person)
    for order in orders.of_customer(tx.connection, person, OPEN, most=1000):
        cancel_for_operator(tx, order.id, operator)
