"""A case's life: opened by what went wrong, taken by an operator, closed, and opened again by whoever says 'no'."""

from datetime import datetime

from bot.domain.cases import Case, CaseId, CaseKind, CaseStatus, Matter, Way
from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.relay import Utterance
from bot.usecases.staff import require_role
from db import audit, case_messages, cases, orders, settings
from db.outbox import Fields, Priority, notify, show_card
from db.showing_again import show_again
from db.timers import Timer, set_timer
from db.transaction import Transaction

ANSWER, SILENCE = "case.answer", "case.silence"
"""The timers: an answer was promised by now; whoever was asked whether it is solved has said nothing for so long."""
NOTHING_ORDERED = Matter()
CASE, DESK_CASE = "case", "desk_case"
"""The cards: the person's own, and the operators'."""


def open_case(
    tx: Transaction,
    kind: CaseKind,
    person: PersonId,
    matter: Matter = NOTHING_ORDERED,
    *,
    said: Utterance | None = None,
    cause: tuple[str, Fields] | None = None,
) -> CaseId:
    """Put it on the operators' desk: one case a person and order, what comes later goes into it.

    `cause`: the notice that tells the operators what happened, and its fields.
    """
    known = cases.unsolved_of(tx.connection, person, matter.order)
    case = _begin(tx, kind, person, matter) if known is None else _go_on(tx, known)
    if said is not None:
        case_messages.add(tx, case, person, Way.FROM_PERSON, said)
    _tell_desk(tx, case, cause, tell_story=known is None and matter.order is not None)
    show_card(tx, private_chat(person), CASE, case, fresh=True)
    return case


def _begin(tx: Transaction, kind: CaseKind, person: PersonId, matter: Matter) -> CaseId:
    case = cases.add(tx, kind, person, _in_time(tx), matter)
    set_timer(tx, ANSWER, case, 0, _in_time(tx))
    if matter.order is not None:
        orders.record(tx, matter.order, "case_opened", person, {"case": case, "kind": kind.value})
    return case


def any_case(tx: Transaction, case: int, operator: PersonId) -> Case:
    """The case, for whoever is on the staff; a Refusal for others and for numbers that were never given."""
    require_role(tx, operator)
    return _found(tx, case)


def own_case(tx: Transaction, case: int, person: PersonId) -> tuple[Case, Way]:
    """The case and the way in which this person talks in it; refused to those who have no part in it."""
    row = cases.find(tx.connection, case)
    way = row.side_of(person) if row else None
    if row is None or way is None:
        raise Refusal("case_not_yours")
    return row, way


def open_for_operator(tx: Transaction, case: int, operator: PersonId, chat: int) -> None:
    """Show the case as a new message in this chat."""
    row = any_case(tx, case, operator)
    show_card(tx, chat, DESK_CASE, row.id, priority=Priority.ANSWER, fresh=True)


def tell_story(tx: Transaction, case: int, operator: PersonId, chat: int) -> None:
    """The whole story, with everything that was sent along, into this chat."""
    row = any_case(tx, case, operator)
    notify(tx, chat, "cases/story", {"case": row.id}, priority=Priority.ANSWER)


def take(tx: Transaction, case: int, operator: PersonId) -> None:
    """This operator sees to it from now on."""
    row = any_case(tx, case, operator)
    if row.status is CaseStatus.SOLVED:
        raise Refusal("case_moved_on", status=row.status.value)
    if not cases.take(tx, row.id, operator):
        raise Refusal("case_yours_already")
    audit.record(tx, operator, "case_taken", f"case:{row.id}")
    show_case(tx, row)


def ask_whether_solved(tx: Transaction, case: int, operator: PersonId) -> None:
    """The operator thinks that it is solved; the person has the last word."""
    row = any_case(tx, case, operator)
    if not cases.move(tx, row.id, CaseStatus.ASKED, closed_at=tx.now, answer_by=None):
        raise Refusal("case_moved_on", status=row.status.value)
    cases.take(tx, row.id, operator, only_free=True)
    audit.record(tx, operator, "case_closed", f"case:{row.id}")
    set_timer(tx, SILENCE, row.id, row.version + 1, tx.now + tx.market.cases.silence)
    show_case(tx, row, fresh=True)


def say_whether_solved(tx: Transaction, case: int, person: PersonId, *, solved: bool) -> None:
    """The person's answer: a 'no' opens it again."""
    row, way = own_case(tx, case, person)
    if way is not Way.FROM_PERSON:
        raise Refusal("case_not_yours")
    if row.status is CaseStatus.OPEN or (solved and row.status is CaseStatus.SOLVED):
        raise Refusal("case_moved_on", status=row.status.value)
    if solved:
        cases.move(tx, row.id, CaseStatus.SOLVED)
        show_case(tx, row)
    else:
        _go_on(tx, row)
        _tell_desk(tx, row.id, ("cases/reopened", {"case": row.id}))
        show_card(tx, private_chat(row.person), CASE, row.id)


def count_silence(tx: Transaction, timer: Timer) -> None:
    """Nobody said 'no' for so long: it is solved."""
    row = cases.find(tx.connection, timer.subject)
    if row is not None and row.version == timer.version and cases.move(tx, row.id, CaseStatus.SOLVED):
        show_case(tx, row)


def remind_of_promise(tx: Transaction, timer: Timer) -> None:
    """The promised time has passed without an answer: the operators are reminded, the person hears a new time."""
    row = cases.find(tx.connection, timer.subject)
    if row is None or not cases.promise_later(tx, row.id, _in_time(tx)):
        return
    set_timer(tx, ANSWER, row.id, 0, _in_time(tx))
    _tell_desk(tx, row.id, ("cases/overdue", {"case": row.id}))
    if row.owner is not None:
        notify(tx, private_chat(row.owner), "cases/overdue", {"case": row.id})
    show_card(tx, private_chat(row.person), CASE, row.id, fresh=row.overdue == 0)


def owe_answer(tx: Transaction, case: Case) -> None:
    """From now on an answer is owed, unless one was owed before."""
    if cases.promise(tx, case.id, _in_time(tx)):
        set_timer(tx, ANSWER, case.id, 0, _in_time(tx))


def show_case(tx: Transaction, case: Case, *, fresh: bool = False) -> None:
    """Draw the operators' cards of the case again, and the person's (`fresh`: as a new message)."""
    show_again(tx, DESK_CASE, case.id)
    show_card(tx, private_chat(case.person), CASE, case.id, fresh=fresh)


def _go_on(tx: Transaction, case: Case) -> CaseId:
    """Whatever it was thought to be, it is not solved."""
    if cases.move(tx, case.id, CaseStatus.OPEN, reopened=case.reopened + 1):
        audit.record(tx, case.person, "case_reopened", f"case:{case.id}")
    owe_answer(tx, case)
    return case.id


def _tell_desk(tx: Transaction, case: CaseId, cause: tuple[str, Fields] | None, *, tell_story: bool = False) -> None:
    """The news and the card below it, wherever operators look; the whole story in their group."""
    group = settings.operators_group(tx.connection, tx.market)
    for chat in settings.desk_chats(tx):
        if cause is not None:
            notify(tx, chat, cause[0], {**cause[1], "case": case})
        if tell_story and chat == group:
            notify(tx, chat, "cases/story", {"case": case})
        show_card(tx, chat, DESK_CASE, case, fresh=True)


def _found(tx: Transaction, case: int) -> Case:
    row = cases.find(tx.connection, case)
    if row is None:
        raise Refusal("case_not_found")
    return row


def _in_time(tx: Transaction) -> datetime:
    return tx.now + tx.market.cases.answer_within
