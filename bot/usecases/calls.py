"""What people answer when they are called in. Each answer is checked against the row: it is theirs alone."""

from datetime import datetime, time, timedelta

from bot.domain.calls import CallAnswer
from bot.domain.errors import Refusal
from bot.domain.ids import CallId, PersonId
from bot.usecases.calling_in import show_call
from bot.usecases.technicians import approved_technician, go_online, show_workplace
from db import calls, technicians
from db.transaction import Transaction


def come_online(tx: Transaction, call: CallId, person: PersonId) -> None:
    """They come. Whoever said 'not today' before may change their mind."""
    _answer(tx, call, person, CallAnswer.ONLINE)
    technicians.change(tx, person, no_calls_before=None)
    go_online(tx, person)


def not_today(tx: Transaction, call: CallId, person: PersonId) -> None:
    """No more calls until the next midnight."""
    _answer(tx, call, person, CallAnswer.NOT_TODAY)
    zone = tx.market.city.time_zone
    tomorrow = tx.now.astimezone(zone).date() + timedelta(days=1)
    technicians.change(tx, person, no_calls_before=datetime.combine(tomorrow, time(), zone))


def mute(tx: Transaction, call: CallId, person: PersonId) -> None:
    """No more calls at all; the workplace has the switch."""
    _answer(tx, call, person, CallAnswer.MUTED)
    technicians.change(tx, person, calls_muted=True)


def unmute(tx: Transaction, call: CallId, person: PersonId) -> None:
    """They have thought better of it."""
    _answer(tx, call, person, None)
    technicians.change(tx, person, calls_muted=False)


def set_calls(tx: Transaction, person: PersonId, wanted: bool) -> None:
    """The workplace's switch: whether they may be called in."""
    approved_technician(tx, person)
    technicians.change(tx, person, calls_muted=not wanted, no_calls_before=None)
    show_workplace(tx, person)


def _answer(tx: Transaction, call: CallId, person: PersonId, said: CallAnswer | None) -> None:
    row = calls.find(tx.connection, call)
    if row is None or row.technician != person:
        raise Refusal("not_your_call")
    approved_technician(tx, person)
    if calls.answer(tx, call, person, said):
        show_call(tx, call)
