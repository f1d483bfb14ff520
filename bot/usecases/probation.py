"""The first jobs of a technician: near and simple, and each followed up with its customer."""

from bot.domain.ids import PersonId, private_chat
from bot.domain.offers import Job
from bot.domain.surveys import SurveyKind
from bot.usecases.newcomers import welcome
from bot.usecases.quiet_hours import tell_gently
from bot.usecases.surveys import ask_survey
from db import jobs, orders, technicians
from db.timers import Timer, set_timer
from db.transaction import Transaction

FOLLOW_UP = "probation.follow_up"
"""The timer that asks the customer of a first job how it was; its subject is the job."""


def begin(tx: Transaction, technician: PersonId) -> None:
    """Somebody is approved."""
    technicians.change(tx, technician, probation_left=tx.market.probation.jobs)


def count(tx: Transaction, job: Job) -> None:
    """One of the first jobs is done: its customer will be asked, and after the last one the limits are gone."""
    left = technicians.count_probation(tx, job.technician)
    if left is None:
        return
    set_timer(tx, FOLLOW_UP, job.id, 0, tx.now + tx.market.probation.follow_up_after)
    if left == 0:
        tell_gently(tx, private_chat(job.technician), "probation/over")
        welcome(tx, job.technician)


def ask_follow_up(tx: Transaction, timer: Timer) -> None:
    """Ask the customer, by one tap."""
    job = jobs.find(tx.connection, timer.subject)
    order = orders.find(tx.connection, job.order) if job is not None else None
    if order is not None:
        ask_survey(tx, SurveyKind.FOLLOW_UP, order.customer, order.id)
