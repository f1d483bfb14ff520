"""Telegram itself can't be reached: whoever has agreed gets a text message, once, and operators read later who did."""

from datetime import datetime

from bot.domain.ids import PersonId, private_chat
from bot.usecases.phones import in_e164
from db import contacts, on_duty, outages, settings, sms
from db.contacts import Contact
from db.outbox import notify
from db.reached import is_held_up
from db.transaction import Transaction


def begin_silence(tx: Transaction, since: datetime) -> bool:
    """Let the text messages go out; False when they have for this silence."""
    silence = outages.begin_silence(tx, since)
    if silence is None:
        return False
    for job in contacts.of_running_jobs(tx.connection):
        for side in (job.customer, job.technician):
            if side.call_number:
                sms.add(tx, silence, side.person, job.id, _callable(tx, side))
    for duty in on_duty.members(tx.connection):
        sms.add(tx, silence, duty.person, None, in_e164(duty.phone, tx.market.city.country))
    return True


def end_silence(tx: Transaction) -> bool:
    """Telegram is there again: what waits is not sent any more, and the operators read who got what."""
    silence = outages.silence(tx.connection)
    if silence is None or not outages.end(tx, silence.id):
        return False
    sms.no_longer_needed(tx)
    for chat in settings.desk_chats(tx):
        notify(tx, chat, "outages/silence_over", {"outage": silence.id})
    return True


def could_answer(tx: Transaction, person: PersonId, since: datetime) -> bool:
    """Whether the person could hear from us, and we from them, ever since: who could not is not given up for it."""
    return not outages.any_since(tx.connection, since) and not is_held_up(tx.connection, private_chat(person))


def _callable(tx: Transaction, side: Contact) -> str | None:
    """The number as a gateway takes it; None when nobody could have it."""
    return in_e164(side.call_number or "", tx.market.city.country)
