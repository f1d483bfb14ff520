"""Looking ahead: when more is to come than those at work can serve, people off duty are called in."""

from datetime import datetime, timedelta

from bot.domain.calls import CallRecord
from bot.domain.ids import CallId, PersonId, private_chat
from bot.domain.market import Market
from bot.matching.calling_in import Plan, Wanted, has_rested
from bot.usecases.quiet_hours import is_quiet
from db import calls, timers
from db.outbox import Priority, show_card
from db.timers import Timer, set_timer
from db.transaction import Transaction

LOOK = "calling_in.look"
"""The market's own timer: there is one, and each look sets the next."""
OVER = "calling_in.over"
"""The timer of a call's end: its question is none any more."""
MARKET = 0
"""The subject of a timer that is about no row."""
RECORD_OF = timedelta(days=90)
"""How people took calls before that says little about today."""
DAY = timedelta(days=1)


def keep_looking(tx: Transaction) -> bool:
    """See to it that the market looks ahead, if it wants to; it is never done twice."""
    if tx.market.calling_in.calls_a_day and not timers.is_pending(tx.connection, LOOK):
        set_timer(tx, LOOK, MARKET, 0, next_look(tx.now, tx.market))
    return False


def next_look(now: datetime, market: Market, *, tomorrow: bool = False) -> datetime:
    """In a while; outside the hours in which people may be called, when these begin. `tomorrow`: not today any more."""
    rules, zone = market.calling_in, market.city.time_zone
    following = now + rules.look_every
    local = following.astimezone(zone)
    begins = datetime.combine(local.date(), rules.earliest, zone)
    if tomorrow or local.time() >= rules.latest:
        begins = datetime.combine(now.astimezone(zone).date() + DAY, rules.earliest, zone)
    return max(following, begins)


def call_in(tx: Transaction, _timer: Timer, plan: Plan) -> None:
    """Ask those whom the look has found, unless they have come, or asked for peace, in the meantime."""
    market = tx.market
    if not market.calling_in.calls_a_day:
        return
    if not timers.is_pending(tx.connection, LOOK):
        set_timer(tx, LOOK, MARKET, 0, next_look(tx.now, market, tomorrow=plan.outlook is None))
    if market.calling_in.earliest <= tx.now.astimezone(market.city.time_zone).time() < market.calling_in.latest:
        records = calls.records(tx.connection, tx.now - RECORD_OF, tx.now - DAY)
        for wanted in plan.wanted:
            _call(tx, wanted, plan.until, records.get(wanted.technician, CallRecord()))


def _call(tx: Transaction, wanted: Wanted, until: datetime, record: CallRecord) -> None:
    person = wanted.technician
    if until <= tx.now or not has_rested(record, tx.market, tx.now):
        return
    if calls.may_be_called(tx.connection, person, tx.now) and not is_quiet(tx, private_chat(person)):
        call = calls.add(tx, person, wanted.jobs, until)
        set_timer(tx, OVER, call, 0, until)
        show_card(tx, private_chat(person), "call", call, priority=Priority.BROADCAST, fresh=True)


def end_call(tx: Transaction, timer: Timer) -> None:
    """The time that the call was for is over: its card says so."""
    show_call(tx, CallId(timer.subject))


def show_call(tx: Transaction, call: CallId) -> None:
    """Draw the card of the call again."""
    row = calls.find(tx.connection, call)
    if row is not None:
        show_card(tx, private_chat(row.technician), "call", call, priority=Priority.ANSWER)


def come(tx: Transaction, person: PersonId) -> None:
    """Somebody has gone online: whatever they were called for, they have come."""
    for call in calls.come(tx, person):
        show_call(tx, call)
