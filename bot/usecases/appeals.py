"""An appeal: by one tap a technician asks a person to look at what their record has led to."""

from bot.domain.cautions import Caution, Step
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.usecases.newcomers import welcome
from bot.usecases.staff import require_role
from bot.usecases.technicians import reinstate
from db import audit, cautions
from db.outbox import notify, show_card
from db.settings import desk_chats
from db.showing_again import show_again
from db.transaction import Transaction


def appeal(tx: Transaction, caution: int, technician: PersonId) -> None:
    """Put it before the operators. Until one has looked, nothing gets worse."""
    row = cautions.find(tx.connection, caution)
    if row is None or row.technician != technician:
        raise Refusal("caution_not_yours")
    if not cautions.appeal(tx, caution):
        raise Refusal("caution_lifted" if row.lifted_at else "appealed_already")
    for chat in desk_chats(tx):
        show_card(tx, chat, "desk_appeal", caution, fresh=True)


def lift(tx: Transaction, caution: int, operator: PersonId) -> None:
    """The operator finds for the technician: the slate is clean, and a suspension is over."""
    row = _answer(tx, caution, operator, "caution_lifted")
    latest = cautions.open_of(tx.connection, row.technician)
    # The appeal may be against an earlier step: what holds now is the latest one.
    if latest is not None and latest.step is Step.SUSPENDED:
        reinstate(tx, row.technician, operator)
    cautions.lift_all(tx, row.technician, operator)
    notify(tx, private_chat(row.technician), "records/lifted")
    welcome(tx, row.technician)


def uphold(tx: Transaction, caution: int, operator: PersonId) -> None:
    """It stands; the technician hears that a person has looked."""
    row = _answer(tx, caution, operator, "caution_upheld")
    notify(tx, private_chat(row.technician), "records/upheld")


def _answer(tx: Transaction, caution: int, operator: PersonId, act: str) -> Caution:
    require_role(tx, operator)
    row = cautions.find(tx.connection, caution)
    if row is None or row.technician == operator:
        raise Refusal("caution_not_yours")
    if not cautions.answer(tx, caution, operator):
        raise Refusal("appeal_answered")
    audit.record(tx, operator, act, f"person:{row.technician}", {"caution": caution})
    show_again(tx, "desk_appeal", caution)
    return row
