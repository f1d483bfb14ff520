"""Technicians' road in: applying, and what operators decide about it. The first decision wins."""

from typing import Any

from bot.domain.errors import Refusal
from bot.domain.ids import PersonId, private_chat
from bot.domain.technicians import UNDECIDED, Application, TechnicianStatus
from bot.usecases import probation, skills
from bot.usecases.call_number import CALL_NUMBER, ask_once
from bot.usecases.interview_changes import check_passed, release_applicant
from bot.usecases.inviting import settle_invitation
from bot.usecases.staff import require_role
from bot.usecases.team_news import tell_team
from db import credentials, documents, people, technicians
from db.audit import record
from db.outbox import Priority, notify, show_card
from db.settings import desk_chats
from db.showing_again import show_again
from db.transaction import Transaction

DESK_CARDS = ("desk_application", "desk_reject", "desk_more")
"""What operators see of an application: the card itself, and the two that ask for a reason."""
_MAY_NOT_APPLY = {
    TechnicianStatus.PENDING: "application_pending",
    TechnicianStatus.APPROVED: "technician_already",
    TechnicianStatus.SUSPENDED: "technician_suspended",
}
MOST_REASON = 500
"""Characters of a reason; it stands in one line of a card."""


def check_may_apply(tx: Transaction, person: PersonId) -> None:
    """A Refusal for whoever has no reason to apply: banned, already a technician, already waiting."""
    known = people.find(tx.connection, person)
    if known is not None and known.is_banned:
        raise Refusal("banned")
    standing = technicians.standing(tx.connection, person)
    if standing is not None and standing.status in _MAY_NOT_APPLY:
        raise Refusal(_MAY_NOT_APPLY[standing.status])


def apply(tx: Transaction, person: PersonId, application: Application) -> None:
    """Send an application, or a better one after a rejection or a question; the operators see it at once."""
    check_may_apply(tx, person)
    if not technicians.add(tx, person, application) and not technicians.apply_again(tx, person, application):
        raise Refusal("application_pending")
    documents.replace(tx, person, application.documents)
    settle_invitation(tx, person)
    show_application(tx, person)
    show_again(tx, CALL_NUMBER, person)
    for chat in desk_chats(tx):
        show_card(tx, chat, "desk_application", person, fresh=True)


def open_application(tx: Transaction, person: PersonId) -> None:
    """Show the applicant's own card as a new message: they asked for it."""
    if technicians.standing(tx.connection, person) is None:
        raise Refusal("application_unknown")
    show_card(tx, private_chat(person), "application", person, priority=Priority.ANSWER, fresh=True)


def application_of(tx: Transaction, person: PersonId) -> Application | None:
    """What this person said when they applied last; None when they never did."""
    kept = technicians.find(tx.connection, person)
    if kept is None:
        return None
    return Application(
        name=kept.name,
        phone=kept.phone,
        skills=tuple(sorted(kept.skills)),
        base=kept.base,
        base_words=kept.base_words,
        radius_km=kept.radius_km,
        languages=kept.languages,
        experience=kept.experience,
        documents=tuple(documents.of_technician(tx.connection, person)),
        photo=kept.photo,
    )


def wanted_of(tx: Transaction, person: PersonId) -> str:
    """What the operators asked this applicant for; '' when they asked for nothing."""
    standing = technicians.standing(tx.connection, person)
    asked = standing is not None and standing.status is TechnicianStatus.MORE_WANTED
    return standing.reason or "" if standing is not None and asked else ""


def approve(tx: Transaction, applicant: PersonId, operator: PersonId) -> None:
    """Make the applicant a technician and tell them how to begin."""
    require_role(tx, operator)
    known = people.find(tx.connection, applicant)
    if known is not None and known.is_banned:
        raise Refusal("applicant_banned")
    check_undecided(tx, applicant, operator)
    check_passed(tx, applicant)
    _decide(tx, applicant, operator, TechnicianStatus.APPROVED, approved_at=tx.now)
    release_applicant(tx, applicant)
    skills.settle_said(tx, applicant)
    probation.begin(tx, applicant)
    notify(tx, private_chat(applicant), "applications/approved")
    ask_once(tx, applicant)
    tell_team(tx, applicant, "team/joined", {})


def reject(tx: Transaction, applicant: PersonId, operator: PersonId, reason: str) -> None:
    """Turn the application down. `reason`: a key of RejectReason, or the operator's own words."""
    require_role(tx, operator)
    _decide(tx, applicant, operator, TechnicianStatus.REJECTED, reason[:MOST_REASON])
    release_applicant(tx, applicant)
    show_card(tx, private_chat(applicant), "application", applicant, fresh=True)


def ask_for_more(tx: Transaction, applicant: PersonId, operator: PersonId, what: str) -> None:
    """Send the application back for more. `what`: a key of WantedMore, or the operator's own words."""
    require_role(tx, operator)
    _decide(tx, applicant, operator, TechnicianStatus.MORE_WANTED, what[:MOST_REASON])
    show_card(tx, private_chat(applicant), "application", applicant, fresh=True)


def check_undecided(tx: Transaction, applicant: PersonId, operator: PersonId) -> None:
    """A Refusal when this operator can't decide about this application (any more): it says who did, and how."""
    require_role(tx, operator)
    standing = technicians.standing(tx.connection, applicant)
    if standing is None or standing.status not in UNDECIDED:
        raise _decided_already(tx, applicant)


def ask_why(tx: Transaction, applicant: PersonId, operator: PersonId, chat: int, card: str) -> None:
    """Show the ready reasons ('desk_reject' or 'desk_more') where the operator pressed."""
    check_undecided(tx, applicant, operator)
    show_card(tx, chat, card, applicant, priority=Priority.ANSWER, fresh=True)


def show_papers(tx: Transaction, applicant: PersonId, operator: PersonId, chat: int, view: str) -> None:
    """Send the applicant's documents or photo into the operators' chat."""
    require_role(tx, operator)
    notify(tx, chat, view, {"applicant": applicant}, priority=Priority.ANSWER)


def show_application(tx: Transaction, applicant: PersonId) -> None:
    """Draw the applicant's own card and the operators' again, those of documents that were shown among them."""
    show_card(tx, private_chat(applicant), "application", applicant)
    for view in DESK_CARDS:
        show_again(tx, view, applicant)
    for shown in credentials.of_technician(tx.connection, applicant):
        show_again(tx, "desk_credential", shown.id)


def _decide(
    tx: Transaction,
    applicant: PersonId,
    operator: PersonId,
    new: TechnicianStatus,
    reason: str | None = None,
    **values: Any,
) -> None:
    decided = {"decided_by": operator, "decided_at": tx.now, **values}
    if not technicians.move(tx, applicant, new, reason, expected=UNDECIDED, **decided):
        raise _decided_already(tx, applicant)
    record(tx, operator, f"application_{new.value}", f"person:{applicant}", {"reason": reason})
    show_application(tx, applicant)


def _decided_already(tx: Transaction, applicant: PersonId) -> Refusal:
    standing = technicians.standing(tx.connection, applicant)
    if standing is None:
        return Refusal("application_unknown")
    by = people.find(tx.connection, standing.decided_by) if standing.decided_by else None
    return Refusal("application_decided", status=standing.status.value, by=by.name if by else "")
