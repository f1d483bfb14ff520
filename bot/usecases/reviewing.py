"""The market looks at a technician's record: a good one leads up the ladder; a fallen one warns, limits, suspends."""

from bot.domain.cautions import Caution, Step
from bot.domain.ids import PersonId, private_chat
from bot.domain.levels import level_from
from bot.domain.records import Record, Shortfall
from bot.domain.technicians import Technician, TechnicianStatus
from bot.usecases.newcomers import welcome
from bot.usecases.quiet_hours import tell_gently
from bot.usecases.records import record_now
from bot.usecases.technicians import redraw, suspend_for_record
from db import cautions, technicians
from db.outbox import notify
from db.timers import Timer
from db.transaction import Transaction


def review(tx: Transaction, timer: Timer) -> None:
    """Nobody is judged twice for the same jobs: a look follows only when another job has ended."""
    technician = technicians.find(tx.connection, timer.subject)
    if technician is None or technician.status is not TechnicianStatus.APPROVED:
        return
    record, caution = record_now(tx, technician), cautions.open_of(tx.connection, technician.id)
    fallen = tx.market.record.fallen(record)
    if fallen is not None:
        _go_down(tx, technician.id, caution, fallen)
    elif caution is not None:
        _recover(tx, technician.id)
    else:
        _go_up(tx, technician, record)


def _go_up(tx: Transaction, technician: Technician, record: Record) -> None:
    """Levels that were earned, or given by an operator, are kept: only the way up is by itself."""
    earned = tx.market.levels.earned(record)
    if earned.rank <= level_from(technician.level).rank:
        return
    if not technicians.raise_level(tx, technician.id, technician.level, earned):
        return
    tell_gently(tx, private_chat(technician.id), "technicians/level", {"level": earned.value})
    redraw(tx, technician.id)
    welcome(tx, technician.id)


def _go_down(tx: Transaction, technician: PersonId, before: Caution | None, why: Shortfall) -> None:
    """The next step, unless the one before was only just taken or a person still looks at an appeal."""
    if before is not None:
        waits = cautions.waits_for_a_person(tx.connection, technician)
        if waits or tx.now - before.at < tx.market.record.between:
            return
    step = before.step.next if before is not None else Step.WARNED
    caution = cautions.add(tx, technician, step, why)
    if step is Step.SUSPENDED:
        suspend_for_record(tx, technician)
    notify(tx, private_chat(technician), "records/caution", {"caution": caution})
    redraw(tx, technician)


def _recover(tx: Transaction, technician: PersonId) -> None:
    cautions.lift_all(tx, technician)
    tell_gently(tx, private_chat(technician), "records/recovered")
    redraw(tx, technician)
    welcome(tx, technician)
