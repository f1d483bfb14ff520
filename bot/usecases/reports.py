"""The market reports on itself: when an operator asks, on Mondays, and to technicians about their week."""

from datetime import timedelta

from bot.domain.ids import PersonId, private_chat
from bot.usecases.quiet_hours import tell_gently
from bot.usecases.staff import require_role
from db import audit, settings, technicians
from db.outbox import Priority, notify
from db.transaction import Transaction

LONGEST_DAYS = 366
MONTH = 28
"""Days of a report unless others are asked for: four whole weeks, so that every weekday counts alike."""
WEEK = 7
MONDAY = 0
DIGEST = "digest"


def send_report(tx: Transaction, operator: PersonId, chat: int, days: int = MONTH) -> None:
    """The figures of so many days with their charts."""
    require_role(tx, operator)
    notify(tx, chat, "reports/report", _period(tx, days), priority=Priority.ANSWER)


def send_export(tx: Transaction, operator: PersonId, chat: int, days: int = MONTH) -> None:
    """The same as tables for a spreadsheet; who took them away is kept."""
    require_role(tx, operator)
    audit.record(tx, operator, "export", f"days:{days}")
    notify(tx, chat, "reports/export", _period(tx, days), priority=Priority.ANSWER)


def weekly(tx: Transaction) -> bool:
    """On Mondays, once: the digest for the operators, and a note to every technician who was asked anything."""
    day = tx.now.astimezone(tx.market.city.time_zone).date()
    if day.weekday() != MONDAY or not settings.put_once(tx, f"{DIGEST}:{day.isoformat()}", True):
        return False
    for chat in settings.desk_chats(tx):
        tell_gently(tx, chat, "reports/report", _period(tx, WEEK))
    since = tx.now - timedelta(days=WEEK)
    for technician in technicians.asked_since(tx.connection, since):
        tell_gently(tx, private_chat(technician), "reports/own_week", _period(tx, WEEK))
    return False


def _period(tx: Transaction, days: int) -> dict[str, str]:
    """Whole days up to now, this very second included."""
    until = tx.now + timedelta(seconds=1)
    return {"since": (until - timedelta(days=days)).isoformat(), "until": until.isoformat()}
