"""An operator says that the bot can't be relied on, and that it can again. What it gives out is asked twice."""

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId
from bot.domain.outages import Outage
from bot.usecases.outage_news import tell_over, tell_running
from bot.usecases.staff import require_role
from db import audit, outages, settings
from db.holding import hold_outages
from db.outbox import Priority, show_card
from db.showing_again import show_again
from db.transaction import Transaction

DESK_OUTAGE = "desk_outage"
"""The operators' card of an outage: whether they mean it, what goes on, how many were told."""


def ask_outage(tx: Transaction, operator: PersonId, chat: int, reason: str) -> None:
    """Show who would be told what, and ask whether it is meant."""
    require_role(tx, operator)
    if outages.said(tx.connection) is not None:
        raise Refusal("outage_is_on")
    outage = outages.ask(tx, operator, reason)
    show_card(tx, chat, DESK_OUTAGE, outage, priority=Priority.ANSWER)


def begin_outage(tx: Transaction, outage: int, operator: PersonId) -> None:
    """It is meant: both sides of every running job are told, and the whole desk."""
    require_role(tx, operator)
    hold_outages(tx)
    if not outages.begin(tx, outage, operator):
        raise _moved_on(tx)
    audit.record(tx, operator, "outage_on", f"outage:{outage}")
    tell_running(tx, _known(tx, outage))
    for chat in settings.desk_chats(tx):
        show_card(tx, chat, DESK_OUTAGE, outage, priority=Priority.ANSWER)
    show_again(tx, DESK_OUTAGE, outage)


def drop_outage(tx: Transaction, outage: int, operator: PersonId) -> None:
    """It was not meant: nobody is told anything."""
    require_role(tx, operator)
    if not outages.drop(tx, outage):
        raise _moved_on(tx)
    show_again(tx, DESK_OUTAGE, outage, priority=Priority.ANSWER)


def end_outage(tx: Transaction, outage: int, operator: PersonId) -> None:
    """It is over: the numbers go out of people's messages."""
    require_role(tx, operator)
    if not outages.end(tx, outage):
        raise _moved_on(tx)
    audit.record(tx, operator, "outage_off", f"outage:{outage}")
    tell_over(tx, _known(tx, outage))
    show_again(tx, DESK_OUTAGE, outage, priority=Priority.ANSWER)


def end_current(tx: Transaction, operator: PersonId, chat: int) -> None:
    """The same for whoever types it: what became of it is shown where it was typed."""
    require_role(tx, operator)
    outage = outages.said(tx.connection)
    if outage is None:
        raise Refusal("outage_is_off")
    end_outage(tx, outage.id, operator)
    show_card(tx, chat, DESK_OUTAGE, outage.id, priority=Priority.ANSWER, fresh=True)


def show_outage(tx: Transaction, operator: PersonId, chat: int) -> None:
    """Where things stand."""
    require_role(tx, operator)
    outage = outages.said(tx.connection)
    if outage is None:
        raise Refusal("outage_is_off")
    show_card(tx, chat, DESK_OUTAGE, outage.id, priority=Priority.ANSWER, fresh=True)


def _known(tx: Transaction, outage: int) -> Outage:
    found = outages.find(tx.connection, outage)
    assert found is not None
    return found


def _moved_on(tx: Transaction) -> Refusal:
    """The 'no' to a press that comes too late: what is the case now."""
    return Refusal("outage_is_off" if outages.said(tx.connection) is None else "outage_is_on")
