"""Documents as rows, one a kind and showing. Telegram keeps the photos."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select, update

from bot.domain.credentials import CREDENTIAL_MAY_BECOME, Credential, CredentialStatus
from bot.domain.ids import CredentialId, PersonId
from db.tables import credentials
from db.transaction import Transaction


def add(tx: Transaction, person: PersonId, kind: str, file_ids: Sequence[str]) -> CredentialId:
    """Keep a document that was just shown."""
    row = {
        "technician_id": person,
        "kind": kind,
        "status": CredentialStatus.SHOWN.value,
        "file_ids": list(file_ids),
        "shown_at": tx.now,
        "reason": "",
    }
    return CredentialId(tx.insert(credentials, row))


def find(connection: Connection, credential: int) -> Credential | None:
    """The document of that number."""
    row = connection.execute(select(credentials).where(credentials.c.id == credential)).first()
    return None if row is None else _credential(row)


def of_technician(connection: Connection, person: int) -> list[Credential]:
    """What this person has shown, newest first, without what was replaced."""
    still = credentials.c.status != CredentialStatus.REPLACED.value
    query = select(credentials).where(credentials.c.technician_id == person, still)
    return [_credential(row) for row in connection.execute(query.order_by(credentials.c.id.desc()))]


def move(tx: Transaction, credential: CredentialId, new: CredentialStatus, **values: Any) -> bool:
    """Move where the document stands; False when somebody was faster."""
    allowed = [status.value for status in CREDENTIAL_MAY_BECOME[new]]
    which = [credentials.c.id == credential, credentials.c.status.in_(allowed)]
    return tx.changed(update(credentials).where(*which).values(status=new.value, **values))


def replace(
    tx: Transaction, person: PersonId, kind: str, before: CredentialId, statuses: Collection[CredentialStatus]
) -> list[CredentialId]:
    """Let the earlier documents of that kind in these statuses count no more; which they were."""
    which = [
        credentials.c.technician_id == person,
        credentials.c.kind == kind,
        credentials.c.id < before,
        credentials.c.status.in_([status.value for status in statuses]),
    ]
    replaced = list(tx.execute(select(credentials.c.id).where(*which)).scalars())
    tx.execute(update(credentials).where(*which).values(status=CredentialStatus.REPLACED.value))
    return replaced


def _credential(row: Row[Any]) -> Credential:
    return Credential(
        CredentialId(row.id),
        PersonId(row.technician_id),
        row.kind,
        CredentialStatus(row.status),
        tuple(row.file_ids),
        row.shown_at,
        row.valid_until,
        row.reason,
        row.decided_by,
        row.decided_at,
    )
