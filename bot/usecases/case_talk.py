"""What is said in a case: by its two sides to the desk, by operators to either, and by operators among themselves."""

from datetime import timedelta

from bot.domain.cases import CaseId, CaseKind, CaseStatus, Matter, Way
from bot.domain.errors import Refusal
from bot.domain.ids import JobId, OrderId, PersonId, private_chat
from bot.domain.relay import KINDS, Utterance
from bot.usecases.cases import CASE, DESK_CASE, any_case, open_case, owe_answer, own_case, say_whether_solved
from bot.usecases.jobs import order_of, own_job
from bot.usecases.own_orders import own_order
from bot.usecases.showing import HINT
from db import audit, case_messages, cases, jobs, settings, unheard
from db.outbox import Priority, notify, show_card
from db.showing_again import show_again
from db.transaction import Transaction

AN_HOUR = 10
"""Messages to the desk that one person may send within an hour: a patient helper, not a way to flood its group."""
MESSAGE = "desk_case_message"
"""The operators' card of something that a side said: an answer to this message goes to that side."""


# ---------------------------------------------------------------- from people


def ask_human(tx: Transaction, person: PersonId, said: Utterance) -> CaseId:
    """A question to the operators."""
    _check_not_too_many(tx, person)
    return open_case(tx, CaseKind.QUESTION, person, said=said)


def ask_what_was_unheard(tx: Transaction, person: PersonId) -> None:
    """Send on the last thing that answered nothing."""
    said = unheard.find(tx.connection, person)
    if said is None:
        raise Refusal("unheard_gone")
    unheard.drop(tx, person)
    ask_human(tx, person, said)
    show_again(tx, HINT, person)


def check_may_complain(tx: Transaction, person: PersonId, order: int, job: int) -> None:
    """Refused about other people's orders and jobs."""
    if job:
        own_job(tx, JobId(job), person)
    elif order:
        own_order(tx, OrderId(order), person)


def complain(tx: Transaction, person: PersonId, order: int, job: int, said: Utterance) -> CaseId:
    """Something went wrong: with the technician's own job, the customer's own order, or (both 0) at all."""
    _check_not_too_many(tx, person)
    return open_case(tx, CaseKind.COMPLAINT, person, _matter(tx, person, order, job), said=said)


def _matter(tx: Transaction, person: PersonId, order: int, job: int) -> Matter:
    """The other side is whoever works for the customer, or whom the technician works for."""
    if job:
        row = own_job(tx, JobId(job), person)
        return Matter(row.order, row.id, order_of(tx, row).customer)
    if order:
        own_order(tx, OrderId(order), person)
        crew = jobs.of_order(tx.connection, OrderId(order))
        return Matter(OrderId(order), crew[-1].id, crew[-1].technician) if crew else Matter(OrderId(order))
    return Matter()


def write_to_desk(tx: Transaction, case: int, person: PersonId, said: Utterance) -> None:
    """One of the two sides says something; from the person themselves it opens a case again that was not open."""
    row, way = own_case(tx, case, person)
    _check_not_too_many(tx, person)
    if way is Way.FROM_PERSON and row.status is not CaseStatus.OPEN:
        say_whether_solved(tx, case, person, solved=False)
    message = case_messages.add(tx, row.id, person, way, _passable(said))
    if way is Way.FROM_PERSON:
        owe_answer(tx, row)
        show_card(tx, private_chat(person), CASE, row.id)
    for chat in settings.desk_chats(tx):
        if said.kind != "text":
            notify(tx, chat, "cases/attachment", {"case": row.id, "message": message})
        show_card(tx, chat, MESSAGE, message, fresh=True)
    _redraw_desk(tx, row.id)


# ---------------------------------------------------------------- from operators


def check_may_write(tx: Transaction, case: int, operator: PersonId, way: Way) -> None:
    """Refused to those who are not on the staff, and where there is nobody at the other end."""
    row = any_case(tx, case, operator)
    if way is not Way.NOTE and row.reader(way) is None:
        raise Refusal("case_nobody_there")


def write_from_desk(
    tx: Transaction, case: int, operator: PersonId, way: Way, said: Utterance, *, seen_in: int | None = None
) -> None:
    """An operator says something to one side, or (a note) to colleagues. `seen_in`: the chat that has read it."""
    check_may_write(tx, case, operator, way)
    row = any_case(tx, case, operator)
    message = case_messages.add(tx, row.id, operator, way, _passable(said))
    reader = row.reader(way)
    if reader is not None:
        cases.take(tx, row.id, operator, only_free=True)
        audit.record(tx, operator, "case_wrote", f"case:{row.id}", {"way": way.value})
        notify(tx, private_chat(reader), "cases/from_desk", {"message": message}, priority=Priority.NEWS)
    if way is Way.TO_PERSON:
        cases.keep_promise(tx, row.id)
        show_card(tx, private_chat(row.person), CASE, row.id)
    group = settings.operators_group(tx.connection, tx.market)
    if group is not None and group != seen_in:
        notify(tx, group, "cases/desk_said", {"case": row.id, "message": message})
    _redraw_desk(tx, row.id)


def _redraw_desk(tx: Transaction, case: int) -> None:
    show_again(tx, DESK_CASE, case, priority=Priority.BROADCAST)


def _check_not_too_many(tx: Transaction, person: PersonId) -> None:
    if case_messages.said_since(tx.connection, person, tx.now - timedelta(hours=1)) >= AN_HOUR:
        raise Refusal("too_many_questions")


def _passable(said: Utterance) -> Utterance:
    if said.kind not in KINDS:
        raise ValueError(f"a {said.kind!r} cannot be passed on")
    return said
