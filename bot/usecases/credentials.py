"""Documents: a technician shows one, an operator approves or refuses it, and a day comes when it holds no more."""

from datetime import date
from typing import Any

from bot.domain.credentials import Credential, CredentialStatus, DocumentType, end_of
from bot.domain.errors import Refusal
from bot.domain.ids import CredentialId, PersonId, private_chat
from bot.domain.technicians import ENDED
from bot.usecases.interview_changes import invite, step_of
from bot.usecases.newcomers import welcome
from bot.usecases.quiet_hours import tell_gently
from bot.usecases.staff import require_role
from db import audit, credentials, people, technicians
from db.outbox import Priority, notify, show_card
from db.settings import desk_chats
from db.showing_again import show_again
from db.timers import Timer, set_timer
from db.transaction import Transaction

REMIND, EXPIRE = "credential_remind", "credential_expire"
MOST_PHOTOS = 4
MOST_REASON = 300
S = CredentialStatus
OWN_CARDS = ("documents", "workplace", "desk_technician", "application")
"""Cards whose subject is the technician and that tell of their documents."""


def check_may_show(tx: Transaction, person: PersonId, kind: str) -> DocumentType:
    """The kind of document; a Refusal for whoever is no technician and no applicant, and for a kind that is gone."""
    _check_has_documents(tx, person)
    known = tx.market.documents.find(kind)
    if known is None:
        raise Refusal("document_unknown")
    return known


def _check_has_documents(tx: Transaction, person: PersonId) -> None:
    standing = technicians.standing(tx.connection, person)
    if standing is None or standing.status in ENDED:
        raise Refusal("not_technician")


def open_documents(tx: Transaction, person: PersonId) -> None:
    """Show the person's own documents as a new message."""
    _check_has_documents(tx, person)
    show_card(tx, private_chat(person), "documents", person, priority=Priority.ANSWER, fresh=True)


def show(tx: Transaction, person: PersonId, kind: str, file_ids: tuple[str, ...]) -> None:
    """Put a document before the operators. One that is valid counts until this one is approved."""
    check_may_show(tx, person, kind)
    before = step_of(tx, person)
    credential = credentials.add(tx, person, kind, file_ids[:MOST_PHOTOS])
    for gone in credentials.replace(tx, person, kind, credential, {S.SHOWN, S.REFUSED}):
        _redraw_at_desk(tx, gone)
    _redraw(tx, person)
    for chat in desk_chats(tx):
        show_card(tx, chat, "desk_credential", credential, fresh=True)
    invite(tx, person, before)


def check_may_judge(tx: Transaction, credential: CredentialId, operator: PersonId) -> Credential:
    """The document, still to be judged, and by somebody else than whose it is."""
    row = _for_operator(tx, credential, operator)
    if row.technician == operator:
        raise Refusal("own_document")
    if row.status is not S.SHOWN:
        raise _judged(tx, row)
    standing = technicians.standing(tx.connection, row.technician)
    if standing is not None and standing.status in ENDED:
        raise Refusal("application_decided", status=standing.status.value, by="")
    return row


def approve(tx: Transaction, credential: CredentialId, operator: PersonId, valid_until: date | None) -> None:
    """Let the document count, from now until the end of that day (None: for ever)."""
    row = check_may_judge(tx, credential, operator)
    kind = tx.market.documents.find(row.kind)
    if kind is not None and kind.expires and valid_until is None:
        raise Refusal("document_needs_date")
    if valid_until is not None and end_of(valid_until, tx.market.city.time_zone) <= tx.now:
        raise Refusal("document_over")
    _judge(tx, row, operator, S.APPROVED, valid_until=valid_until)
    credentials.replace(tx, row.technician, row.kind, row.id, {S.APPROVED, S.EXPIRED})
    if valid_until is not None:
        _watch(tx, row.id, valid_until)
    told = {"kind": row.kind, "valid_until": valid_until.isoformat() if valid_until else ""}
    notify(tx, private_chat(row.technician), "documents/approved", told)
    welcome(tx, row.technician)


def refuse(tx: Transaction, credential: CredentialId, operator: PersonId, reason: str) -> None:
    """Let the technician know why it does not do. `reason`: a key of RefusedFor, or the operator's own words."""
    row = check_may_judge(tx, credential, operator)
    _judge(tx, row, operator, S.REFUSED, reason=reason[:MOST_REASON])
    notify(tx, private_chat(row.technician), "documents/refused", {"kind": row.kind, "reason": reason[:MOST_REASON]})


def open_desk_documents(tx: Transaction, technician: PersonId, operator: PersonId, chat: int) -> None:
    """Show an operator what this technician has shown, a card each."""
    require_role(tx, operator)
    shown = credentials.of_technician(tx.connection, technician)
    if not shown:
        raise Refusal("no_documents")
    for row in shown:
        show_card(tx, chat, "desk_credential", row.id, priority=Priority.ANSWER, fresh=True)


def show_photos(tx: Transaction, credential: CredentialId, operator: PersonId, chat: int) -> None:
    """Send the document's photos into the operators' chat."""
    row = _for_operator(tx, credential, operator)
    notify(tx, chat, "documents/photos", {"credential": row.id}, priority=Priority.ANSWER)


def remind(tx: Transaction, timer: Timer) -> None:
    """It holds only some days more: say so while it is the one that counts and no later one waits to be looked at."""
    row = credentials.find(tx.connection, timer.subject)
    if row is None or row.status is not S.APPROVED or row.valid_until is None:
        return
    waiting = (one for one in credentials.of_technician(tx.connection, row.technician) if one.status is S.SHOWN)
    if all(one.kind != row.kind for one in waiting):
        told = {"kind": row.kind, "valid_until": row.valid_until.isoformat()}
        tell_gently(tx, private_chat(row.technician), "documents/ends_soon", told)


def expire(tx: Transaction, timer: Timer) -> None:
    """Its last day is over: it counts no more, and its technician reads what that means."""
    row = credentials.find(tx.connection, timer.subject)
    if row is not None and credentials.move(tx, row.id, S.EXPIRED):
        _redraw(tx, row.technician)
        _redraw_at_desk(tx, row.id)
        tell_gently(tx, private_chat(row.technician), "documents/expired", {"kind": row.kind})


def _watch(tx: Transaction, credential: CredentialId, valid_until: date) -> None:
    end = end_of(valid_until, tx.market.city.time_zone)
    soon = end - tx.market.documents.remind_before
    if soon > tx.now:
        set_timer(tx, REMIND, credential, 0, soon)
    set_timer(tx, EXPIRE, credential, 0, end)


def _for_operator(tx: Transaction, credential: CredentialId, operator: PersonId) -> Credential:
    require_role(tx, operator)
    row = credentials.find(tx.connection, credential)
    if row is None:
        raise Refusal("document_unknown")
    return row


def _judge(tx: Transaction, row: Credential, operator: PersonId, new: CredentialStatus, **values: Any) -> None:
    if not credentials.move(tx, row.id, new, decided_by=operator, decided_at=tx.now, **values):
        raise _judged(tx, row)
    about = {"document": row.kind, "refused_for": values.get("reason", "")}
    audit.record(tx, operator, f"document_{new.value}", f"person:{row.technician}", about)
    _redraw(tx, row.technician)
    _redraw_at_desk(tx, row.id)


def _judged(tx: Transaction, row: Credential) -> Refusal:
    now = credentials.find(tx.connection, row.id)
    by = people.find(tx.connection, now.decided_by) if now is not None and now.decided_by else None
    return Refusal("document_judged", status=(now or row).status.value, by=by.name if by else "")


def _redraw(tx: Transaction, technician: PersonId) -> None:
    for view in OWN_CARDS:
        show_again(tx, view, technician)


def _redraw_at_desk(tx: Transaction, credential: CredentialId) -> None:
    show_again(tx, "desk_credential", credential)
