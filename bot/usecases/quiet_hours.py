"""What can wait is not told at night. What is about a running order never comes this way: it never waits."""

from datetime import datetime, time

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.quiet_hours import BEGINNINGS, ENDS, OFF, QuietHours, quiet_hours_of
from db import quiet_hours as rows
from db.outbox import Fields, Priority, notify, show_card
from db.showing_again import show_again
from db.timers import Timer, set_timer
from db.transaction import Transaction

OVER = "quiet_hours.over"
"""The timer of the morning; its subject is the person for whom something waits."""
CARD, PREFERENCES = "quiet_hours", "preferences"
"""The card on which a person chooses, and the one that says what is chosen; the subject of both is the person."""


def is_quiet(tx: Transaction, chat: int) -> bool:
    """Whether it is night for this person; groups never sleep."""
    return _until_morning(tx, chat) is not None


def tell_gently(tx: Transaction, chat: int, view: str, fields: Fields | None = None) -> None:
    """News that can wait: a notice, at once or when the night is over."""
    if is_quiet(tx, chat):
        rows.hold_notice(tx, chat, view, fields or {}, Priority.BROADCAST)
        _wait_for_morning(tx, chat)
    else:
        notify(tx, chat, view, fields, priority=Priority.BROADCAST)


def show_gently(tx: Transaction, chat: int, view: str, subject: int) -> None:
    """A card that can wait, at once or when the night is over."""
    if is_quiet(tx, chat):
        rows.hold_card(tx, chat, view, subject, Priority.BROADCAST)
        _wait_for_morning(tx, chat)
    else:
        show_card(tx, chat, view, subject, priority=Priority.BROADCAST)


def end_quiet(tx: Transaction, timer: Timer) -> None:
    """It is morning, unless the person has chosen a later one meanwhile: then that is waited for."""
    _send_or_wait(tx, timer.subject)


def open_choice(tx: Transaction, person: PersonId) -> None:
    """Let the person choose."""
    show_card(tx, private_chat(person), CARD, person, priority=Priority.ANSWER, fresh=True)


def begin_at(tx: Transaction, person: PersonId, hour: int) -> None:
    """Another beginning."""
    if hour not in BEGINNINGS:
        raise Refusal("button_unknown")
    _choose(tx, person, str(_hours_or_some(tx, person).changed(begins=hour)))


def end_at(tx: Transaction, person: PersonId, hour: int) -> None:
    """Another end."""
    if hour not in ENDS:
        raise Refusal("button_unknown")
    _choose(tx, person, str(_hours_or_some(tx, person).changed(ends=hour)))


def switch_off(tx: Transaction, person: PersonId) -> None:
    """Everything is told at once, and what has waited too."""
    _choose(tx, person, OFF)


def switch_on(tx: Transaction, person: PersonId) -> None:
    """As is usual here; where nothing is, as is usual elsewhere."""
    _choose(tx, person, None if tx.market.quiet_hours else str(SOME))


SOME = QuietHours(time(22), time(7))
"""Where a market has no hours of its own, and somebody wants some."""


def _hours_or_some(tx: Transaction, person: PersonId) -> QuietHours:
    return _hours(tx, person) or tx.market.quiet_hours or SOME


def _hours(tx: Transaction, chat: int) -> QuietHours | None:
    return quiet_hours_of(rows.chosen(tx.connection, chat), tx.market.quiet_hours) if chat > 0 else None


def _choose(tx: Transaction, person: PersonId, hours: str | None) -> None:
    rows.choose(tx, person, hours)
    _send_or_wait(tx, person)
    show_card(tx, private_chat(person), CARD, person, priority=Priority.ANSWER)
    show_again(tx, PREFERENCES, person, priority=Priority.ANSWER)


def _send_or_wait(tx: Transaction, person: int) -> None:
    if not rows.count_held(tx.connection, person):
        return
    if is_quiet(tx, person):
        _wait_for_morning(tx, person)
    else:
        rows.release(tx, person)


def _wait_for_morning(tx: Transaction, person: int) -> None:
    """One timer a morning is enough, and a second one finds nothing to do."""
    morning = _until_morning(tx, person)
    assert morning is not None
    set_timer(tx, OVER, person, 0, morning)


def _until_morning(tx: Transaction, chat: int) -> datetime | None:
    hours = _hours(tx, chat)
    return hours.end_after(tx.now, tx.market.city.time_zone) if hours else None
