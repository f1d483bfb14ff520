"""Skills are granted one by one: by passing a quiz, or by an operator; and taken away in the same way."""

from datetime import datetime, timedelta
from random import SystemRandom

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.quizzes import Drawn, may_try_from
from bot.domain.technicians import ENDED, Technician, TechnicianStatus
from bot.usecases.interview_changes import invite, step_of
from bot.usecases.newcomers import welcome
from bot.usecases.quiet_hours import tell_gently
from bot.usecases.staff import require_role
from db import audit, skills, technicians
from db.outbox import Priority, notify, show_card
from db.settings import desk_chats
from db.showing_again import show_again
from db.transaction import Transaction

CARDS = ("skills", "workplace", "desk_skills", "desk_technician", "desk_application", "application")
"""Cards whose subject is the technician and that name their skills."""
AT_ONCE = 100


def open_skills(tx: Transaction, person: PersonId) -> None:
    """Show the technician's own skills as a new message."""
    _with_skills(tx, person)
    show_card(tx, private_chat(person), "skills", person, priority=Priority.ANSWER, fresh=True)


def check_may_try(tx: Transaction, person: PersonId, skill: str) -> None:
    """A Refusal for whoever may not take this quiz, or not yet."""
    technician = _with_skills(tx, person)
    if not _is_dated(tx, person, skill):
        _check_is_new(tx, technician, skill)
    if not tx.market.quizzes.asked(skill):
        raise Refusal("quiz_none")
    last = skills.latest_attempts(tx.connection, person).get(skill)
    moment = may_try_from(last, tx.market.quizzes)
    if moment is not None and moment > tx.now:
        raise Refusal("quiz_too_early", minutes=(moment - tx.now) / timedelta(minutes=1))


def begin_quiz(tx: Transaction, person: PersonId, skill: str) -> tuple[int, tuple[Drawn, ...]]:
    """Draw the questions. From here on the try counts, also for whoever leaves in the middle."""
    check_may_try(tx, person, skill)
    drawn = tx.market.quizzes.draw(skill, SystemRandom())
    return skills.begin_attempt(tx, person, skill), drawn


def end_quiz(tx: Transaction, person: PersonId, attempt: int, skill: str, right: int) -> None:
    """Grant the skill to whoever has passed; the others read when they may try again."""
    passed, before = right >= tx.market.quizzes.needed(skill), step_of(tx, person)
    if not skills.end_attempt(tx, attempt, right, passed=passed):
        return
    again = _is_dated(tx, person, skill)
    if passed:
        _prove(tx, person, skill, again=again)
    fields = {"skill": skill, "right": right, "again": again}
    notify(tx, private_chat(person), "skills/passed" if passed else "skills/failed", fields, priority=Priority.ANSWER)
    _redraw(tx, person)
    invite(tx, person, before)


def tell_of_new_questions(tx: Transaction) -> bool:
    """Work has changed, and the questions about it: whoever has the skill from before reads so. True: more are left."""
    told = [
        _tell_dated(tx, skill, changed) for skill, changed in tx.market.quizzes.changed.items() if changed <= tx.now
    ]
    return any(told)


def _tell_dated(tx: Transaction, skill: str, changed: datetime) -> bool:
    dated = skills.take_dated(tx, skill, changed, AT_ONCE)
    for person in dated:
        tell_gently(tx, private_chat(person), "skills/new_questions", {"skill": skill})
        _redraw(tx, person)
    return len(dated) == AT_ONCE


def _prove(tx: Transaction, person: PersonId, skill: str, *, again: bool) -> None:
    if again:
        skills.renew(tx, person, skill)
    elif skills.grant(tx, person, skill):
        welcome(tx, person)


def _is_dated(tx: Transaction, person: PersonId, skill: str) -> bool:
    granted = skills.granted_at(tx.connection, person)
    return tx.market.quizzes.is_dated(skill, granted.get(skill), tx.now)


def want(tx: Transaction, person: PersonId, skill: str) -> None:
    """Ask the operators for a skill."""
    _check_is_new(tx, _with_skills(tx, person), skill)
    if not skills.want(tx, person, [skill]):
        raise Refusal("skill_wanted")
    _redraw(tx, person)
    for chat in desk_chats(tx):
        show_card(tx, chat, "desk_skills", person, fresh=True)


def open_desk_skills(tx: Transaction, technician: PersonId, operator: PersonId, chat: int) -> None:
    """Show an operator the technician's skills, each with its button."""
    _for_operator(tx, technician, operator)
    show_card(tx, chat, "desk_skills", technician, priority=Priority.ANSWER, fresh=True)


def grant(tx: Transaction, technician: PersonId, skill: str, operator: PersonId) -> None:
    """Let the technician do this work from now on."""
    _check_is_new(tx, _for_operator(tx, technician, operator), skill)
    before = step_of(tx, technician)
    skills.grant(tx, technician, skill)
    audit.record(tx, operator, "skill_granted", f"person:{technician}", {"reason": skill})
    notify(tx, private_chat(technician), "skills/granted", {"skill": skill})
    _redraw(tx, technician)
    welcome(tx, technician)
    invite(tx, technician, before)


def withdraw(tx: Transaction, technician: PersonId, skill: str, operator: PersonId) -> None:
    """No more offers for work that needs it. What they have accepted stays theirs."""
    _for_operator(tx, technician, operator)
    if not skills.withdraw(tx, technician, skill):
        raise Refusal("skill_missing")
    audit.record(tx, operator, "skill_withdrawn", f"person:{technician}", {"reason": skill})
    notify(tx, private_chat(technician), "skills/withdrawn", {"skill": skill})
    _redraw(tx, technician)


def settle_said(tx: Transaction, technician: PersonId) -> None:
    """Somebody is approved: the skills of the application count, or wait for a quiz or an operator."""
    if tx.market.quizzes.skills_on_approval:
        skills.grant_said(tx, technician)
    else:
        skills.hold_back_said(tx, technician)
        show_card(tx, private_chat(technician), "skills", technician, fresh=True)


def _check_is_new(tx: Transaction, technician: Technician, skill: str) -> None:
    if skill not in tx.market.catalogue.skills:
        raise Refusal("skill_unknown")
    is_applicant = technician.status is not TechnicianStatus.APPROVED
    has = skills.granted(tx.connection, technician.id) if is_applicant else technician.skills
    if skill in has:
        raise Refusal("skill_granted")


def _with_skills(tx: Transaction, person: PersonId) -> Technician:
    """Technicians and applicants; not whose application has ended, nor who is suspended."""
    row = technicians.find(tx.connection, person)
    if row is not None and row.status is TechnicianStatus.SUSPENDED:
        raise Refusal("technician_suspended")
    if row is None or row.status in ENDED:
        raise Refusal("not_technician")
    return row


def _for_operator(tx: Transaction, technician: PersonId, operator: PersonId) -> Technician:
    require_role(tx, operator)
    row = technicians.find(tx.connection, technician)
    if row is None or row.status in ENDED:
        raise Refusal("technician_not_found", person=str(technician))
    return row


def _redraw(tx: Transaction, technician: PersonId) -> None:
    for view in CARDS:
        show_again(tx, view, technician)
