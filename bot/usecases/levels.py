"""How far technicians have come, as operators say."""

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.levels import Level, level_from
from bot.usecases.newcomers import welcome
from bot.usecases.staff import require_role
from db import audit, technicians
from db.outbox import notify
from db.showing_again import show_again
from db.transaction import Transaction


def set_level(tx: Transaction, technician: PersonId, level: Level, operator: PersonId) -> None:
    """Put the technician on that rung; they hear it, and may be asked for more, or for less, from now on."""
    require_role(tx, operator)
    row = technicians.find(tx.connection, technician)
    if row is None:
        raise Refusal("technician_not_found", person=str(technician))
    if level_from(row.level) is level:
        raise Refusal("level_already", level=level.value)
    technicians.change(tx, technician, level=level.value)
    audit.record(tx, operator, "level", f"person:{technician}", {"reason": level.value})
    show_again(tx, "desk_technician", technician)
    notify(tx, private_chat(technician), "technicians/level", {"level": level.value})
    welcome(tx, technician)
