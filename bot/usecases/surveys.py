"""The market asks how it was: whether it still holds a week later, and now and then whether they would recommend us."""

from datetime import timedelta

from bot.domain.cases import CaseKind, Matter
from bot.domain.errors import Refusal
from bot.domain.ids import OrderId, PersonId, private_chat
from bot.domain.offers import JobStatus
from bot.domain.orders import OrderStatus
from bot.domain.surveys import ANSWERS, SurveyKind
from bot.usecases.cases import open_case
from bot.usecases.desk_news import tell_desk
from bot.usecases.quiet_hours import show_gently
from bot.usecases.warranty import offer_return
from db import jobs, orders, surveys
from db.outbox import Priority, show_card
from db.timers import Timer, set_timer
from db.transaction import Transaction

STILL_FINE = "survey.still_fine"
"""The timer that asks whether it still holds."""
A_WEEK = timedelta(days=7)
A_QUARTER = timedelta(days=91)
"""Nobody is asked more often whether they would recommend us."""


def plan_still_fine(tx: Transaction, order: OrderId) -> None:
    """The work is done and was not disputed: ask in a week."""
    set_timer(tx, STILL_FINE, order, 0, tx.now + A_WEEK)


def ask_still_fine(tx: Transaction, timer: Timer) -> None:
    """Ask, unless the order was taken up again meanwhile."""
    order = orders.find(tx.connection, timer.subject)
    if order is not None and order.status is OrderStatus.CLOSED:
        ask_survey(tx, SurveyKind.STILL_FINE, order.customer, order.id)


def answer_survey(tx: Transaction, survey: int, person: PersonId, given: int) -> None:
    """Keep the answer. What came back goes to the operators; whoever is content may be asked to recommend us."""
    row = surveys.find(tx.connection, survey)
    if row is None or row.person != person or given not in ANSWERS[row.kind]:
        raise Refusal("survey_not_yours")
    if not surveys.answer(tx, survey, person, given):
        raise Refusal("survey_answered")
    show_card(tx, private_chat(person), "survey", survey, priority=Priority.ANSWER)
    if row.kind is SurveyKind.STILL_FINE:
        _after_still_fine(tx, row, fine=given == 1)
    elif row.kind is SurveyKind.FOLLOW_UP:
        tell_desk(tx, "probation/desk_follow_up", {"order": row.order, "answer": given}, row.order)


def _after_still_fine(tx: Transaction, survey: surveys.Survey, *, fine: bool) -> None:
    if not fine:
        orders.record(tx, survey.order, "came_back", survey.person)
        _claim(tx, survey)
        offer_return(tx, survey.order)
    elif not surveys.was_asked(tx.connection, SurveyKind.RECOMMEND, survey.person, tx.now - A_QUARTER):
        ask_survey(tx, SurveyKind.RECOMMEND, survey.person, survey.order)


def _claim(tx: Transaction, survey: surveys.Survey) -> None:
    """It is not fixed after all: whoever did the work last is the other side."""
    done = [job for job in jobs.of_order(tx.connection, survey.order) if job.status is JobStatus.DONE]
    job, technician = (done[-1].id, done[-1].technician) if done else (None, None)
    cause = ("surveys/desk_came_back", {"order": survey.order})
    open_case(tx, CaseKind.CAME_BACK, survey.person, Matter(survey.order, job, technician), cause=cause)


def ask_survey(tx: Transaction, kind: SurveyKind, person: PersonId, order: OrderId) -> None:
    """Put the question once an order."""
    asked = surveys.ask(tx, kind, person, order)
    if asked is not None:
        show_gently(tx, private_chat(person), "survey", asked)
